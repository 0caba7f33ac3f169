"""Creates causes: which other findings explain a finding of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from docgraph.graph.reference import Reference
from docgraph.model.cause import Cause
from docgraph.model.location import KeyPath, Location
from docgraph.model.record import Record

MISSING_KEY = "DOC017"
"""The rule about a missing required key of a kind that was added to docgraph."""
OWNERLESS = ("OWN001", "OWN002", "DEC001", "PIR001", "RUN001", "CTX003", MISSING_KEY)
"""The rules about records without an owner. DOC017 also reports other missing keys."""
UNRESOLVED = ("REF001", "REF002", "REF003", "REF007", "OWN003", "OWN012", "RAC003")
"""The rules about references that do not resolve to an allowed record."""


class Gap(Struct, frozen=True):
    """Keys without a value that one finding reports, and the causes that may explain it."""

    keys: tuple[str, ...]
    unless: tuple[Cause, ...]


def unread(record: Record, *keys: str | KeyPath) -> tuple[Cause, ...]:
    """Causes: findings about invalid values of `record`.

    A value counts if its path is one of `keys`, or is above or below one of them.
    """
    paths = [(key,) if isinstance(key, str) else key for key in keys]
    return tuple(Cause((), None, record.path, record.ref, path) for path in paths)


def is_unreadable(record: Record, *path: str | int) -> bool:
    """Whether there is an invalid value at `path`.

    Use it only for the wording of a finding. To drop a finding, use `unread`.
    """
    return record.has_invalid(*path)


def explained_by(codes: Iterable[str], record: Record, *key: str | int) -> tuple[Cause, ...]:
    """Causes: findings of the rules `codes` about `record` whose path is above or below `key`.

    A finding at `key` itself also counts.
    """
    return (Cause(tuple(codes), None, record.path, record.ref, key),)


def located(codes: Iterable[str], at: Location) -> tuple[Cause, ...]:
    """Causes: findings of the rules `codes` at a location."""
    return (Cause(tuple(codes), at),)


def in_document(codes: Iterable[str], path: str, *, of_no_record: bool = False) -> tuple[Cause, ...]:
    """Causes: findings of the rules `codes` in the document at `path`.

    With `of_no_record`, only findings that are not about a record.
    """
    return (Cause(tuple(codes), None, path, "" if of_no_record else None),)


def unresolved(link: Reference, codes: tuple[str, ...] = UNRESOLVED) -> tuple[Cause, ...]:
    """Causes: findings of the rules `codes` about an unresolved reference.

    They are at the location of the reference or at its key. The location is needed for a name in a table header, which
    is reported once for all rows.
    """
    return (*located(codes, link.at), *explained_by(codes, link.source, *link.path))


def same_fault(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """`causes`, marked as reporting the same fault as the finding that they explain.

    A waiver of such a cause also suppresses the explained finding.
    """
    return tuple(replace(cause, same_fault=True) for cause in causes)


def gaps(record: Record, empty: Iterable[str], *above: str | int) -> Iterator[Gap]:
    """Groups the empty keys below the path `above` into gaps, each reported by one finding.

    All absent keys form one gap. The keys that are empty because of the same invalid value form one gap, whose cause is
    the finding about that value.
    """
    keys = list(empty)
    refused = {key: fault for key in keys if (fault := _fault_at(record, (*above, key)))}
    absent = tuple(key for key in keys if key not in refused)
    if absent:
        yield Gap(absent, ())
    for fault in dict.fromkeys(refused.values()):
        yield Gap(tuple(key for key in refused if refused[key] == fault), unread(record, fault))


def _fault_at(record: Record, path: KeyPath) -> KeyPath:
    """The path of the invalid value that is at `path`, above it or below it; empty if none is."""
    related = (
        fault for fault in record.place.invalid_paths if fault[: len(path)] == path or fault == path[: len(fault)]
    )
    return min(related, key=lambda fault: (len(fault), str(fault)), default=())
