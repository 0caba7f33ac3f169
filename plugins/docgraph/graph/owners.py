"""Who owns a record on a day, and who is its backup: the one place where `history` and `owner` are put together."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from msgspec import Struct

from docgraph.graph.lifecycle import evaluation_date
from docgraph.graph.reference import Reference
from docgraph.kinds.agent import Agent
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.person import Person
from docgraph.model.record import Record


class OwnerQueries(Protocol):
    """What these functions need of a doc graph. The doc graph imports this module, so it cannot be imported here."""

    @property
    def as_of(self) -> date: ...

    @property
    def owner_cache(self) -> dict[tuple[str, date | None], tuple[Reference, ...]]: ...

    def links_of(self, record: Record, *keys: str) -> list[Reference]: ...

    def holder_of(self, record: Record, on: date | None = None) -> Person | None: ...

    def people_behind(self, holder: Record | None, on: date | None = None) -> tuple[Person, ...]: ...


def owner_links(graph: OwnerQueries, record: Record, on: date | None = None) -> tuple[Reference, ...]:
    """The names of the owners on a day: of the entry of `history` that covers it, else those under `owner`.

    The default is the day that counts for the record, or the as-of date if none does. Without `owner` a record has no
    owner, whatever its history says. An entry with a name that does not resolve does not count, and one without an
    end only if `owner` says the same."""
    key = record.ref, on
    if key not in graph.owner_cache:
        graph.owner_cache[key] = _owner_links(graph, record, on)
    return graph.owner_cache[key]


def _owner_links(graph: OwnerQueries, record: Record, on: date | None) -> tuple[Reference, ...]:
    declared = tuple(graph.links_of(record, "owner"))
    if not declared or not isinstance(record, (Agent, Outcome)) or not record.history:
        return declared
    day = on or min(evaluation_date(record, graph.as_of) or graph.as_of, graph.as_of)
    for number, named in _terms(graph, record, declared):
        term = record.history[number]
        if (term.from_ is None or term.from_ <= day) and (term.to is None or day < term.to):
            return named
    return declared


def owners_from(graph: OwnerQueries, record: Record, on: date) -> tuple[Reference, ...]:
    """The names of the owners on a day and on every later one."""
    turns = {day for term in getattr(record, "history", ()) for day in (term.from_, term.to) if day and day > on}
    found = {link.path: link for day in (on, *sorted(turns)) for link in owner_links(graph, record, day)}
    return tuple(found.values())


class Backup(Struct, frozen=True):
    """A name under `backup`, and the people other than the owner that it comes down to on a day."""

    link: Reference
    people: tuple[Person, ...]


def backups_of(graph: OwnerQueries, record: Record, on: date | None = None) -> tuple[Backup, ...]:
    """The backups of a record on a day (default: `as_of`), each once however often it is named."""
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
    """Whether the name of an owner stands in an entry of `history`."""
    return link.path[0] == "history"


def _terms(
    graph: OwnerQueries, record: Agent | Outcome, declared: tuple[Reference, ...]
) -> Iterator[tuple[int, tuple[Reference, ...]]]:
    """The entries of a history that count: their number, and their names."""
    links = graph.links_of(record, "history.owner")
    owners = {link.target for link in declared}
    for number, term in enumerate(record.history):
        named = tuple(link for link in links if link.path[1] == number)
        ends = term.to is not None or {link.target for link in named} == owners
        if named and ends and all(link.target is not None for link in named):
            yield number, named
