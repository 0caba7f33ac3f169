"""Owners and backups of a record on a date.

No other module may combine `owner` and `history`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from msgspec import Struct

from docgraph.graph.reference import Reference
from docgraph.kinds.ownership import Owned, Tenure
from docgraph.kinds.person import Person
from docgraph.model.record import Record


class OwnerQueries(Protocol):
    """The methods of `DocGraph` that this module needs. Importing `DocGraph` would be circular."""

    @property
    def as_of(self) -> date: ...

    @property
    def owner_cache(self) -> dict[tuple[str, date | None], tuple[Reference, ...]]: ...

    def links_of(self, record: Record, *keys: str) -> list[Reference]: ...

    def holder_of(self, record: Record, on: date | None = None) -> Person | None: ...

    def people_behind(self, holder: Record | None, on: date | None = None) -> tuple[Person, ...]: ...


def owner_links(graph: OwnerQueries, record: Record, on: date | None = None) -> tuple[Reference, ...]:
    """References to the owners of a record on a date.

    They come from the term in `history` that includes the date. If no term does, they come from `owner`. The default
    date is the date on which the owner must be active, or the as-of date if that is earlier.

    - If `owner` is missing, the result is empty, even if `history` has terms.
    - A term with an unresolved name is ignored.
    - A term without `to` is ignored if `owner` names somebody else.
    """
    key = record.ref, on
    if key not in graph.owner_cache:
        graph.owner_cache[key] = _owner_links(graph, record, on)
    return graph.owner_cache[key]


def _owner_links(graph: OwnerQueries, record: Record, on: date | None) -> tuple[Reference, ...]:
    declared = tuple(graph.links_of(record, "owner"))
    tenures = record.tenures if declared and isinstance(record, Owned) else ()
    if not tenures:
        return declared
    day = on or min(record.evaluation_date(graph.as_of) or graph.as_of, graph.as_of)
    for term, named in _terms(graph, record, tenures, declared):
        if (term.from_ is None or term.from_ <= day) and (term.to is None or day < term.to):
            return named
    return declared


def owners_from(graph: OwnerQueries, record: Record, on: date) -> tuple[Reference, ...]:
    """References to everybody who owns a record on the date `on` or later."""
    terms = record.tenures if isinstance(record, Owned) else ()
    turns = {day for term in terms for day in (term.from_, term.to) if day and day > on}
    found = {link.path: link for day in (on, *sorted(turns)) for link in owner_links(graph, record, day)}
    return tuple(found.values())


class Backup(Struct, frozen=True):
    """A reference under `backup`, and the active people that it names. The owner is left out."""

    link: Reference
    people: tuple[Person, ...]


def backups_of(graph: OwnerQueries, record: Record, on: date | None = None) -> tuple[Backup, ...]:
    """The backups of a record on a date, without duplicates. The default is the as-of date."""
    links: dict[Record | str, Reference] = {}
    for link in graph.links_of(record, "backup"):
        links.setdefault(link.target or link.text, link)
    owner = graph.holder_of(record, on) if links else None
    backups = []
    for link in links.values():
        people = graph.people_behind(link.target, on)
        others = people if owner not in people else tuple(person for person in people if person is not owner)
        backups.append(Backup(link, others))
    return tuple(backups)


def in_history(link: Reference) -> bool:
    """Whether a reference is in `history`."""
    return link.path[0] == "history"


def _terms(
    graph: OwnerQueries, record: Record, tenures: tuple[Tenure, ...], declared: tuple[Reference, ...]
) -> Iterator[tuple[Tenure, tuple[Reference, ...]]]:
    links = graph.links_of(record, "history.owner")
    owners = {link.target for link in declared}
    for number, term in enumerate(tenures):
        named = tuple(link for link in links if link.path[1] == number)
        ends = term.to is not None or {link.target for link in named} == owners
        if named and ends and all(link.target is not None for link in named):
            yield term, named
