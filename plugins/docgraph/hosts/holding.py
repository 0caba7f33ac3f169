"""The answers to `who` and `leaver`: who holds a record, who stands in, what a person would leave behind."""

from __future__ import annotations

from datetime import date

from docgraph.graph.leaving import losses
from docgraph.graph.link import Link
from docgraph.graph.trace import Trace
from docgraph.kinds import BY_NAME
from docgraph.kinds.person import Person
from docgraph.kinds.raci import Raci
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.record import Record
from docgraph.report.facts import number


def told(trace: Trace, name: str) -> tuple[list[str], bool]:
    """The lines of the answer, and whether there is a record of that name."""
    records = [found for kind in BY_NAME if (found := trace.get(name, kind))]
    if not records:
        near = trace.nearest(name.rpartition(":")[2])
        return [f"no record is called `{name}`" + (f"; did you mean `{near}`?" if near else "")], False
    if len(records) > 1:
        return [f"`{name}` is {' and '.join(record.ref for record in records)}; write one of them"], False
    return _answer(trace, records[0]), True


def left_behind(trace: Trace, name: str, on: date) -> tuple[list[str], bool]:
    """The lines that say what would lose somebody if a person left on a day, and whether there is such a person."""
    person = trace.get(name, "person")
    if not isinstance(person, Person):
        near = trace.nearest(name.rpartition(":")[2], "person")
        return [f"there is no person `{name}`" + (f"; did you mean `{near}`?" if near else "")], False
    successors = [link.target for link in trace.links_of(person, "successor") if link.target is not None]
    named = f"successor: {', '.join(_title(one) for one in successors)}" if successors else "no successor is named"
    gone = person.left is not None and person.left <= on
    lines = [f"{_title(person)}, {f'who left on {person.left}' if gone else f'leaving on {on}'}; {named}"]
    found = losses(trace, person, on)
    for loss in found:
        by = f" through role `{loss.via.id}`" if loss.via else ""
        duty = {"owner": "its owner", "backup": "its backup"}.get(loss.duty, f"`{loss.duty}`")
        duty += f" of `{loss.part}`" if loss.part else ""
        lines.append(f"{loss.link.at}: {loss.record.kind} `{loss.record.id}` loses {duty}{by}")
    lines.append(f"{number(len(found), 'duty', 'duties')} to hand over" if found else "nothing to hand over")
    return lines, True


def _answer(trace: Trace, record: Record) -> list[str]:
    if isinstance(record, Person):
        return [*_named(trace, record), *_holding(trace, record)]
    if isinstance(record, Role):
        return [_stands(trace, record), *_holding(trace, record)]
    if isinstance(record, Raci):
        return _accountable(trace, record)
    if isinstance(record, Team):
        return _of_a_team(trace, record)
    person = trace.holder_of(record)
    verb = "owns" if record.kind in ("agent", "runbook", "context-pack") else "holds"
    lines = [
        f"{_title(person)} {verb} {record.kind} `{record.id}`"
        if person
        else f"nobody {verb} {record.kind} `{record.id}`"
    ]
    lines += [line for link in trace.links_of(record, "owner") for line in _path(trace, record, link)]
    lines += [f"backup: {line}" for link in trace.links_of(record, "backup") for line in _path(trace, record, link)]
    return [*lines, f"as of {trace.as_of}"]


def _accountable(trace: Trace, raci: Raci) -> list[str]:
    """A RACI has no owner by design: it says who answers for each of its activities."""
    links = [link for link in trace.links_of(raci) if link.key == "rows.accountable"]
    said = [f"{link.row}: {line}" for link in links for line in _path(trace, raci, link)]
    lines = [f"raci `{raci.id}` has no owner by design; accountable are:", *said]
    return [*(lines if said else [f"nobody is accountable in raci `{raci.id}`"]), f"as of {trace.as_of}"]


def _of_a_team(trace: Trace, team: Team) -> list[str]:
    """A team owns nothing and nobody owns it: it has a lead and members."""
    lines = [f"lead: {line}" for link in trace.links_of(team, "lead") for line in _path(trace, team, link)]
    members = ", ".join(_title(person) for person in trace.humans(team)) or "nobody who is present"
    named = lines or [f"nobody is named as `lead` of team `{team.id}`"]
    return [*named, f"members: {members}", f"as of {trace.as_of}"]


def _title(record: Record) -> str:
    return f"{record.title} ({record.id})" if record.title and record.title != record.id else record.id


def _path(trace: Trace, record: Record, link: Link) -> list[str]:
    """One line for the name in the record, one for what the name comes down to."""
    target = link.target
    if target is None:
        return [f"{link.at}: `{link.text}` is {link.state.value}"]
    people = ", ".join(_title(person) for person in trace.humans(target)) or "nobody who is present"
    lines = [f"{link.at}: {record.ref} -> {target.ref}"]
    if isinstance(target, Role):
        places = [str(edge.at) for edge in trace.edges_from(target, "held-by") if edge.target in trace.humans(target)]
        lines.append(f"{', '.join(places) or target.at('id')}: {target.ref} -> {people}")
    elif target.kind == "team":
        lines.append(f"{target.at('id')}: {target.ref} -> {people}")
    elif not trace.humans(target):
        lines.append(f"{target.at('left')}: {target.ref} is not present")
    return lines


def _stands(trace: Trace, role: Role) -> str:
    people = trace.humans(role)
    if len(people) == 1:
        return f"{_title(people[0])} stands in role `{role.id}` as of {trace.as_of}"
    who = " and ".join(map(_title, people)) or "nobody"
    return f"{who} stands in role `{role.id}` as of {trace.as_of}"


def _named(trace: Trace, person: Person) -> list[str]:
    gone = person.left is not None and person.left <= trace.as_of
    here = f"left on {person.left} ({person.at('left')})" if gone else "is not present"
    return [f"{_title(person)} {'is present' if trace.humans(person) else here} as of {trace.as_of}"]


def _holding(trace: Trace, holder: Record) -> list[str]:
    return [f"{edge.at}: owns {edge.source.ref}" for edge in trace.edges_to(holder, "owned-by")]
