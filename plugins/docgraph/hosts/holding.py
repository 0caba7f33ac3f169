"""The answer to `docgraph who`: who holds a record on a day, who stands in, and the places that say so."""

from __future__ import annotations

from docgraph.graph.link import Link
from docgraph.graph.trace import Trace
from docgraph.kinds import BY_NAME
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.record import Record


def told(trace: Trace, name: str) -> tuple[list[str], bool]:
    """The lines of the answer, and whether there is a record of that name."""
    records = [found for kind in BY_NAME if (found := trace.get(name, kind))]
    if not records:
        near = trace.nearest(name.rpartition(":")[2])
        return [f"no record is called `{name}`" + (f"; did you mean `{near}`?" if near else "")], False
    if len(records) > 1:
        return [f"`{name}` is {' and '.join(record.ref for record in records)}; write one of them"], False
    return _answer(trace, records[0]), True


def _answer(trace: Trace, record: Record) -> list[str]:
    if isinstance(record, Person):
        return [*_named(trace, record), *_holding(trace, record)]
    if isinstance(record, Role):
        return [_stands(trace, record), *_holding(trace, record)]
    person = trace.holder_of(record)
    verb = "owns" if record.kind in ("agent", "runbook", "context-pack") else "holds"
    lines = [f"{_title(person)} {verb} {record.kind} `{record.id}`" if person else f"nobody {verb} {record.kind} `{record.id}`"]
    lines += [line for link in trace.links_of(record, "owner") for line in _path(trace, record, link)]
    if record.value("backup") if hasattr(record, "backup") else ():
        lines += [f"backup: {line}" for link in trace.links_of(record, "backup") for line in _path(trace, record, link)]
    return [*lines, f"as of {trace.as_of}"]


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
    return f"{'nobody' if not people else ' and '.join(map(_title, people))} stands in role `{role.id}` as of {trace.as_of}"


def _named(trace: Trace, person: Person) -> list[str]:
    here = "is present" if trace.humans(person) else "is not present"
    return [f"{_title(person)} {here} as of {trace.as_of}"]


def _holding(trace: Trace, holder: Record) -> list[str]:
    return [f"{edge.at}: owns {edge.source.ref}" for edge in trace.edges_to(holder, "owned-by")]
