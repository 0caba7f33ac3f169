"""The output of `docgraph who`: owner, backup, and the locations that declare them."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.analysis.as_of_view import without_later
from docgraph.analysis.tenures import OwnersOnDate, is_owned_now, owners_on_date
from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import backups_of
from docgraph.graph.reference import Reference
from docgraph.kinds import BY_NAME
from docgraph.kinds.person import Person
from docgraph.kinds.raci import Raci
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.location import PROJECT_ROOT, DisplayBase, Location
from docgraph.model.record import Record
from docgraph.report.context import display_at
from docgraph.report.who_defined import defined_agent_lines


def who_lines(graph: DocGraph, name: str, display_base: DisplayBase = PROJECT_ROOT) -> tuple[list[str], bool]:
    """Lines about the owner and backup of a record, and whether `name` names exactly one record.

    `name` is an id, the path of an agent definition, or the name of the agent in a definition. If the second item is
    False, the lines are an error message.
    """
    then = without_later(graph)

    def lines_about(record: Record) -> tuple[list[str], bool]:
        return _WhoReport(then, display_base).lines(record), True

    records = [found for kind in BY_NAME if (found := then.get(name, kind) or graph.get(name, kind))]
    if not records:
        defined = defined_agent_lines(then, name, display_base, lines_about)
        if defined is not None:
            return defined
        near = graph.suggestions.nearest(name.rpartition(":")[2])
        return [f"no record with id `{name}`" + (f"; did you mean `{near}`?" if near else "")], False
    if len(records) > 1:
        return [
            f"several records have the id `{name}`; use one of {', '.join(f'`{record.ref}`' for record in records)}"
        ], False
    record = records[0]
    if record.ref in {later.ref for later in then.later}:
        return [f"{record.kind} `{record.id}` is dated after {graph.as_of}"], True
    return lines_about(record)


def titled(record: Record) -> str:
    """The title and id of a record, such as `Jane Doe (jane.doe)`."""
    return f"{record.title} ({record.id})" if record.title and record.title != record.id else record.id


class _WhoReport(Struct, frozen=True):
    graph: DocGraph
    display_base: DisplayBase

    def _at(self, at: Location) -> str:
        return display_at(at, self.display_base)

    def lines(self, record: Record) -> list[str]:
        if isinstance(record, Person):
            return [*self._presence(record), *self._owned(record), *self._in_roles(record)]
        if isinstance(record, Role):
            return [self._role_line(record), *self._owned(record)]
        if isinstance(record, Raci):
            return self._accountable(record)
        if isinstance(record, Team):
            return self._team_lines(record)
        owners = owners_on_date(self.graph, record)
        lines = [self._owner(record, owners)]
        lines += [line for link in owners.links for line in self._path(record, link, owners.on or record.status_on)]
        backups = (backup.link for backup in backups_of(self.graph, record))
        lines += [f"backup: {line}" for link in backups for line in self._path(record, link)]
        return [*lines, f"as of {self.graph.as_of}"]

    def _owner(self, record: Record, owners: OwnersOnDate) -> str:
        past = not is_owned_now(record)
        verb = "owned" if past else "owns"
        what = f"{record.kind} `{record.id}`"
        targets = {link.target.ref: link.target for link in owners.links if link.target is not None}
        if not owners.recorded and targets:
            return f"{what}: the owner on that date is not recorded; today: {', '.join(map(titled, targets.values()))}"
        single = len(targets) == 1 and all(link.target is not None for link in owners.links)
        target = next(iter(targets.values())) if single else None
        people = self.graph.people_behind(target, owners.on or record.status_on)
        if owners.on is None and isinstance(target, Person):
            # no date states when it was theirs
            people = (target,)
        return (
            f"{titled(people[0])} {verb} {what}" if len(people) == 1 else f"{what} {'had' if past else 'has'} no owner"
        )

    def _accountable(self, raci: Raci) -> list[str]:
        links = [link for link in self.graph.links_of(raci) if link.key == "rows.accountable"]
        rows = [f"{link.row}: {line}" for link in links for line in self._path(raci, link)]
        lines = [f"raci `{raci.id}` has no owner by design; accountable:", *rows]
        return [*(lines if rows else [f"raci `{raci.id}` names nobody as accountable"]), f"as of {self.graph.as_of}"]

    def _team_lines(self, team: Team) -> list[str]:
        lines = [f"lead: {line}" for link in self.graph.links_of(team, "lead") for line in self._path(team, link)]
        members = ", ".join(titled(person) for person in self.graph.people_behind(team)) or "none active"
        named = lines or [f"team `{team.id}` has no lead"]
        return [*named, f"members: {members}", f"as of {self.graph.as_of}"]

    def _path(self, record: Record, link: Reference, on: date | None = None) -> list[str]:
        target = link.target
        if target is None:
            return [f"{self._at(link.at)}: `{link.text}` is {link.resolution.value}"]
        behind = self.graph.people_behind(target, on)
        people = ", ".join(map(titled, behind)) or "nobody active"
        lines = [f"{self._at(link.at)}: {record.ref} -> {target.ref}"]
        if isinstance(target, Role):
            places = [self._at(edge.at) for edge in self.graph.edges_from(target, "held-by") if edge.target in behind]
            lines.append(f"{', '.join(places) or self._at(target.at('id'))}: {target.ref} -> {people}")
        elif target.kind == "team":
            lines.append(f"{self._at(target.at('id'))}: {target.ref} -> {people}")
        elif not behind:
            lines.append(f"{self._at(target.at('left'))}: {target.ref} is not active")
        return lines

    def _role_line(self, role: Role) -> str:
        people = self.graph.people_behind(role)
        if not people:
            return f"role `{role.id}` has no role holder as of {self.graph.as_of}"
        verb = "are the role holders" if len(people) > 1 else "is the role holder"
        return f"{' and '.join(map(titled, people))} {verb} of `{role.id}` as of {self.graph.as_of}"

    def _presence(self, person: Person) -> list[str]:
        gone = person.has_left(self.graph.as_of)
        here = f"left on {person.left} ({self._at(person.at('left'))})" if gone else "is not active"
        return [
            f"{titled(person)} {'is active' if self.graph.people_behind(person) else here} as of {self.graph.as_of}"
        ]

    def _owned(self, holder: Record, person: Person | None = None) -> list[str]:
        found: dict[str, str] = {}
        for link in self.graph.links_to(holder):
            record = link.source
            if link.key not in ("owner", "history.owner") or record.ref in found:
                continue
            owners = owners_on_date(self.graph, record)
            day = owners.on or record.status_on
            behind = self.graph.people_behind(holder, day)
            if link not in owners.links or (person is not None and person not in behind):
                continue
            verb = "owns" if is_owned_now(record) else "owned"
            # a role has other holders on other days
            if not behind if owners.on else person is not None and day is None:
                verb = "is named as owner of"
            recorded = "" if owners.recorded else "; the owner on that date is not recorded"
            found[record.ref] = f"{self._at(link.at)}: {verb} {record.ref}{recorded}"
        return list(found.values())

    def _in_roles(self, person: Person) -> list[str]:
        roles = dict.fromkeys(role for role in self.graph.sources(person, "held-by") if isinstance(role, Role))
        return [f"{line}, as {role.id}" for role in roles for line in self._owned(role, person)]
