"""Helpers for the rules about people and roles that are not active."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgraph.graph.doc_graph import DocGraph, term_covers
from docgraph.graph.owners import owner_links
from docgraph.kinds.person import Person
from docgraph.kinds.raci import Raci
from docgraph.kinds.role import Role
from docgraph.kinds.team import Team
from docgraph.model.cause import Cause
from docgraph.model.record import Record
from docgraph.rules._causes import explained_by, unread, unresolved
from docgraph.rules._unread_relations import unloaded, unread_relations


class UncertainPresence:
    """Finds invalid values and unresolved names that make it uncertain who is active."""

    def __init__(self, graph: DocGraph) -> None:
        self.graph = graph
        self._elsewhere = unread_relations(graph, "member-of")
        self._causes: dict[str, tuple[Cause, ...]] = {}
        self._certain: dict[tuple[str, date], bool] = {}

    def is_certain(self, record: Record, day: date) -> bool:
        """Whether it is certain which people `record` resolves to on the date `day`.

        It is uncertain if a value that decides it is invalid, if a name is unresolved, or if a term of a role probably
        lacks its end.
        """
        key = (record.ref, day)
        if key not in self._certain:
            self._certain[key] = self._decide(record, day)
        return self._certain[key]

    def causes(self, record: Record) -> tuple[Cause, ...]:
        """`Cause`s that may explain why `record` does not resolve to exactly one active person."""
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
    """Indexes of two terms: a current term whose end was probably forgotten, and a later term.

    For example, Ana's term began in 2020 and has no end, but Sam's term lasted from 2023 to 2024. Ana probably left the
    role in 2023. None if the role has no such terms, or does not have exactly one active holder.
    """
    if role.max_holders > 1 or len(role.holders) < 2:
        return None
    holder = graph.active_person(role, day)
    if holder is None:
        return None
    begins: dict[int, date] = {}
    current = []
    for link in graph.links_of(role, "holders.person"):
        number = int(link.path[1])
        begin = role.holders[number].from_ or date.min
        if link.target is not None and begin <= day:
            begins[number] = begin
            current += [number] if link.target is holder and term_covers(role, number, day) else []
    if not current or any(role.holders[number].to for number in current):
        return None
    last, latest = max(current, key=begins.__getitem__), max(begins, key=begins.__getitem__)
    return (last, latest) if begins[last] < begins[latest] else None


def absence_of(target: Record, as_of: date) -> str:
    """Why `target` is not active, as the end of a message: for example `left on 2026-01-31`."""
    if not isinstance(target, Person):
        return f"is a {target.kind} with no active person"
    return f"left on {target.left}" if target.has_left(as_of) else f"joins on {target.joined}"


def role_reported(role: Record) -> tuple[Cause, ...]:
    """The `Cause` that matches the finding that a role does not have exactly one active holder."""
    return explained_by(("OWN008",), role)


def absence_reported(graph: DocGraph, record: Record, target: Record, codes: tuple[str, ...]) -> tuple[Cause, ...]:
    """`Cause`s that match the findings that `target`, an owner of `record`, is not active.

    `codes` are the rules that report owners of `record`. If `target` is a role, the finding about the role matches too.
    """
    names = [name for name in owner_links(graph, record) if name.target is target]
    as_owner = explained_by(codes, record, *names[0].path[:-1]) if names else ()
    return (*as_owner, *(role_reported(target) if isinstance(target, Role) else ()))


def several_reported(graph: DocGraph, role: Role) -> Iterator[Cause]:
    """`Cause`s that match the errors about a role with several holders.

    The errors are about the role itself, and about RACI rows in which the role is accountable.
    """
    yield from role_reported(role)
    if role.max_holders == 1:
        for edge in graph.edges_to(role, "accountable"):
            if isinstance(edge.source, Raci):
                yield from explained_by(("RAC003",), edge.source, *edge.path[:2])


def next_successor(graph: DocGraph, person: Person) -> Person | Role | None:
    """The first active person or role among the successors of a person.

    Each successor may have a successor too. None if no successor is active.
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
    """Index of the term of a role that ended last, on or before the as-of date.

    If no term has ended, the index of the last term in the list. None if the role has no terms.
    """
    ends: list[tuple[date, int]] = []
    for link in graph.links_of(role, "holders.person"):
        number = int(link.path[1])
        left = link.target.left if isinstance(link.target, Person) else None
        ended = min(role.holders[number].to or date.max, left or date.max)
        if ended <= graph.as_of:
            ends.append((ended, number))
    return max(ends)[1] if ends else len(role.holders) - 1 if role.holders else None
