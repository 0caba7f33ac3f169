"""What findings of rules defer to: the one place where a rule says that another finding explains its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from docgraph.graph.reference import Reference
from docgraph.model.cause import Cause
from docgraph.model.location import KeyPath, Location
from docgraph.model.record import Record

OWNERLESS = ("OWN001", "OWN002", "DEC001", "PIR001", "RUN001", "CTX003")
"""The rules about records that nobody owns."""
UNRESOLVED = ("REF001", "REF002", "REF003", "REF007", "OWN003", "OWN012", "RAC003")
"""The rules about names that lead to no record that may stand there."""


class Gap(Struct, frozen=True):
    """Keys that have no value, to be reported in one finding, and what that finding defers to."""

    keys: tuple[str, ...]
    unless: tuple[Cause, ...]


def unread(record: Record, *keys: str | KeyPath) -> tuple[Cause, ...]:
    """The findings about values at `keys`, above or below them, that could not be used."""
    paths = [(key,) if isinstance(key, str) else key for key in keys]
    return tuple(Cause((), None, record.path, record.ref, path) for path in paths)


def is_unreadable(record: Record, *path: str | int) -> bool:
    """Whether there is a value at `path` that could not be used: for the words of a finding, never to drop one."""
    return record.has_invalid(*path)


def explained_by(codes: Iterable[str], record: Record, *key: str | int) -> tuple[Cause, ...]:
    """The findings of the rules `codes` about `record`, at `key`, above or below it."""
    return (Cause(tuple(codes), None, record.path, record.ref, key),)


def located(codes: Iterable[str], at: Location) -> tuple[Cause, ...]:
    """The findings of the rules `codes` at a place."""
    return (Cause(tuple(codes), at),)


def in_document(codes: Iterable[str], path: str, *, of_no_record: bool = False) -> tuple[Cause, ...]:
    """The findings of the rules `codes` in a document: all of them, or only those about no record in particular."""
    return (Cause(tuple(codes), None, path, "" if of_no_record else None),)


def unresolved(link: Reference, codes: tuple[str, ...] = UNRESOLVED) -> tuple[Cause, ...]:
    """The findings about a name that does not resolve. The head of a table is reported once for all of its rows."""
    return (*located(codes, link.at), *explained_by(codes, link.source, *link.path))


def same_fault(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """`causes` that report the very fault of the finding that defers to them: who waives them, waives it."""
    return tuple(replace(cause, same_fault=True) for cause in causes)


def gaps(record: Record, empty: Iterable[str], *above: str | int) -> Iterator[Gap]:
    """The keys of `empty`, which lie under `above`: those that nobody filled in together, the others for themselves.

    A key whose value could not be used defers to the finding about that value.
    """
    keys = list(empty)
    refused = {key: fault for key in keys if (fault := _fault_at(record, (*above, key)))}
    absent = tuple(key for key in keys if key not in refused)
    if absent:
        yield Gap(absent, ())
    for fault in dict.fromkeys(refused.values()):
        yield Gap(tuple(key for key in refused if refused[key] == fault), unread(record, fault))


def _fault_at(record: Record, path: KeyPath) -> KeyPath:
    """The key path, at `path`, above or below it, whose value could not be used; empty if there is none."""
    related = (
        fault for fault in record.place.invalid_paths if fault[: len(path)] == path or fault == path[: len(fault)]
    )
    return min(related, key=lambda fault: (len(fault), str(fault)), default=())
