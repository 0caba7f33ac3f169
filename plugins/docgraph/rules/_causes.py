"""Constructors of causes: which other findings explain a finding of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from docgraph.graph.reference import Reference
from docgraph.model.cause import Cause
from docgraph.model.location import KeyPath, Location
from docgraph.model.record import Record

OWNERLESS = ("OWN001", "OWN002", "DEC001", "PIR001", "RUN001", "CTX003", "DOC017")
"""The rules about records without an owner."""
UNRESOLVED = ("REF001", "REF002", "REF003", "REF007", "OWN003", "OWN012", "RAC003")
"""The rules about references that do not resolve to an allowed record."""


class Gap(Struct, frozen=True):
    """Keys without a value, to be reported in one finding, and the causes that may explain it."""

    keys: tuple[str, ...]
    unless: tuple[Cause, ...]


def unread(record: Record, *keys: str | KeyPath) -> tuple[Cause, ...]:
    """Causes: findings about invalid values at `keys` of `record`, above or below them."""
    paths = [(key,) if isinstance(key, str) else key for key in keys]
    return tuple(Cause((), None, record.path, record.ref, path) for path in paths)


def is_unreadable(record: Record, *path: str | int) -> bool:
    """Whether there is an invalid value at `path`.

    Use it for the wording of a finding only; to drop one, use `unread`.
    """
    return record.has_invalid(*path)


def explained_by(codes: Iterable[str], record: Record, *key: str | int) -> tuple[Cause, ...]:
    """Causes: findings of the rules `codes` about `record`, at `key`, above or below it."""
    return (Cause(tuple(codes), None, record.path, record.ref, key),)


def located(codes: Iterable[str], at: Location) -> tuple[Cause, ...]:
    """Causes: findings of the rules `codes` at a location."""
    return (Cause(tuple(codes), at),)


def in_document(codes: Iterable[str], path: str, *, of_no_record: bool = False) -> tuple[Cause, ...]:
    """Causes: findings of `codes` in a document; with `of_no_record`, only those about no record."""
    return (Cause(tuple(codes), None, path, "" if of_no_record else None),)


def unresolved(link: Reference, codes: tuple[str, ...] = UNRESOLVED) -> tuple[Cause, ...]:
    """Causes: findings of `codes` about an unresolved reference, at its location or its key.

    The location is needed for a name in a table header, which is reported once for all rows.
    """
    return (*located(codes, link.at), *explained_by(codes, link.source, *link.path))


def same_fault(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """`causes`, marked as reporting the same fault, so that a waiver of it covers both findings."""
    return tuple(replace(cause, same_fault=True) for cause in causes)


def gaps(record: Record, empty: Iterable[str], *above: str | int) -> Iterator[Gap]:
    """Groups the keys of `empty`, all below `above`, into gaps to report separately.

    Absent keys form one gap. Keys that are empty because of an invalid value form one gap for each such value; the
    finding about the value is its cause.
    """
    keys = list(empty)
    refused = {key: fault for key in keys if (fault := _fault_at(record, (*above, key)))}
    absent = tuple(key for key in keys if key not in refused)
    if absent:
        yield Gap(absent, ())
    for fault in dict.fromkeys(refused.values()):
        yield Gap(tuple(key for key in refused if refused[key] == fault), unread(record, fault))


def _fault_at(record: Record, path: KeyPath) -> KeyPath:
    """The path of an invalid value at `path`, above or below it; empty if there is none."""
    related = (
        fault for fault in record.place.invalid_paths if fault[: len(path)] == path or fault == path[: len(fault)]
    )
    return min(related, key=lambda fault: (len(fault), str(fault)), default=())
