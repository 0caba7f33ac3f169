"""What decides who is active: uncertain values of people, roles and teams, successors, last role holders."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgraph.graph.doc_graph import DocGraph, term_covers
from docgraph.kinds.person import Person
from docgraph.kinds.raci import Raci
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.cause import Cause
from docgraph.model.record import Record
from docgraph.rules._causes import explained_by, unread, unresolved
from docgraph.rules._unread_relations import unloaded, unread_relations


class UncertainPresence:
    """Invalid values and unresolved names that affect who a person, role or team resolves to."""

    def __init__(self, graph: DocGraph) -> None:
        self.graph = graph
        self._elsewhere = unread_relations(graph, "member-of")
        self._causes: dict[str, tuple[Cause, ...]] = {}
        self._certain: dict[tuple[str, date], bool] = {}

    def is_certain(self, record: Record, day: date) -> bool:
        """Whether all values that decide to whom `record` resolves on a date are valid."""
        key = (record.ref, day)
        if key not in self._certain:
            self._certain[key] = self._decide(record, day)
        return self._certain[key]

    def causes(self, record: Record) -> tuple[Cause, ...]:
        """Causes that may explain why `record` resolves to no active person, or to several."""
        if record.ref not in self._causes:
            self._causes[record.ref] = tuple(self._explanations(record))
        return self._causes[record.ref]

    def _decide(self, record: Record, day: date) -> bool:
        if isinstance(record, Person):
            return not (record.has_invalid("joined") or record.has_invalid("left"))
        links = self.graph.links_of(record, "holders.person", "members")
        if isinstance(record, Role) and forgotten_term(self.graph, record, day):
            return False
        return not record.has_invalid("holders") and all(
            link.target is not None and (not isinstance(link.target, Person) or self._decide(link.target, day))
            for link in links
            if not isinstance(record, Role) or term_covers(record, link.path[1], day)
        )

    def _explanations(self, record: Record) -> Iterator[Cause]:
        if isinstance(record, Person):
            yield from unread(record, "joined", "left")
            return
        yield from unread(record, "holders", "members")
        if isinstance(record, Team):
            # people can declare their team in their own document, but holders are only listed in the role
            yield from self._elsewhere(record)
        for link in self.graph.links_of(record, "holders.person", "members"):
            if link.target is None:
                yield from (*unresolved(link), *unloaded(self.graph, link))
            elif isinstance(link.target, Person):
                yield from self._explanations(link.target)


def forgotten_term(graph: DocGraph, role: Role, day: date) -> tuple[int, int] | None:
    """Indexes of a term without an end that may be over, and of the later term that suggests it.

    None unless the role has exactly one active holder, whose term has no end and began before a term that has ended:
    during the latter, the role had two holders.
    """
    if role.max_holders > 1 or len(role.holders) < 2:
        return None
    people = graph.people_behind(role, day)
    if len(people) != 1:
        return None
    begins: dict[int, date] = {}
    current = []
    for link in graph.links_of(role, "holders.person"):
        number = int(link.path[1])
        begin = role.holders[number].from_ or date.min
        if link.target is not None and begin <= day:
            begins[number] = begin
            current += [number] if link.target in people and term_covers(role, number, day) else []
    if not current or any(role.holders[number].to for number in current):
        return None
    last, latest = max(current, key=begins.__getitem__), max(begins, key=begins.__getitem__)
    return (last, latest) if begins[last] < begins[latest] else None


def role_reported(role: Record) -> tuple[Cause, ...]:
    """Causes: the finding that a role does not resolve to one person."""
    return explained_by(("OWN008",), role)


def several_reported(graph: DocGraph, role: Role) -> Iterator[Cause]:
    """Causes: errors because a role with several holders is an owner or accountable."""
    yield from role_reported(role)
    if role.max_holders == 1:
        for edge in graph.edges_to(role, "accountable"):
            if isinstance(edge.source, Raci):
                yield from explained_by(("RAC003",), edge.source, *edge.path[:2])


def next_successor(graph: DocGraph, person: Person) -> Person | Role | None:
    """The first active successor of a person, following `successor` from one to the next.

    None if there is none, or the successors form a cycle.
    """
    seen: set[Record] = {person}
    line = graph.targets(person, "succeeded-by")
    while line and line[0] not in seen:
        successor = line[0]
        if graph.people_behind(successor) and isinstance(successor, (Person, Role)):
            return successor
        seen.add(successor)
        line = graph.targets(successor, "succeeded-by")
    return None


def last_holder(graph: DocGraph, role: Role) -> int | None:
    """Index of the term of a role that ended last, not after the as-of date.

    If none has ended, that of the last in the list; None if the role has no holders.
    """
    ends: list[tuple[date, int]] = []
    for link in graph.links_of(role, "holders.person"):
        number = int(link.path[1])
        left = link.target.left if isinstance(link.target, Person) else None
        ended = min(role.holders[number].to or date.max, left or date.max)
        if ended <= graph.as_of:
            ends.append((ended, number))
    return max(ends)[1] if ends else len(role.holders) - 1 if role.holders else None
