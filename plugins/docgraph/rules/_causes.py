"""Functions that create `Cause`s, which match the findings that explain another finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from docgraph.graph.reference import Reference
from docgraph.model.cause import Cause
from docgraph.model.location import KeyPath, Location
from docgraph.model.record import Record

MISSING_KEY = "DOC017"
"""The rule about missing keys. It checks only kinds that do not come with docgraph."""
OWNERLESS = ("OWN001", "OWN002", "DEC001", "PIR001", "RUN001", "CTX003", MISSING_KEY)
"""Rules about records without an owner. DOC017 also reports other missing keys."""
UNRESOLVED = ("REF001", "REF002", "REF003", "REF007", "OWN003", "OWN012", "RAC003")
"""Rules about references that do not resolve to a record of an allowed kind."""


class Gap(Struct, frozen=True):
    """Empty keys that one finding reports together, and the `Cause`s of that finding."""

    keys: tuple[str, ...]
    unless: tuple[Cause, ...]


def unread(record: Record, *keys: str | KeyPath) -> tuple[Cause, ...]:
    """`Cause`s that match findings about invalid values of `record`.

    The path of the value is one of `keys`, a parent of one of them, or nested in one of them.
    """
    paths = [(key,) if isinstance(key, str) else key for key in keys]
    return tuple(Cause((), None, record.path, record.ref, path) for path in paths)


def is_unreadable(record: Record, *path: str | int) -> bool:
    """Whether the value at `path` is invalid.

    Use it to choose the wording of a finding. To drop a finding, use `unread`.
    """
    return record.has_invalid(*path)


def explained_by(codes: Iterable[str], record: Record, *key: str | int) -> tuple[Cause, ...]:
    """A `Cause` that matches findings of the rules `codes` about `record`.

    It matches findings at the path `key`, at a parent of it or at a path nested in it.
    """
    return (Cause(tuple(codes), None, record.path, record.ref, key),)


def located(codes: Iterable[str], at: Location) -> tuple[Cause, ...]:
    """A `Cause` that matches findings of the rules `codes` at a location."""
    return (Cause(tuple(codes), at),)


def in_document(codes: Iterable[str], path: str, *, of_no_record: bool = False) -> tuple[Cause, ...]:
    """A `Cause` that matches findings of the rules `codes` in the document at `path`.

    With `of_no_record`, it matches only findings that are not about a record.
    """
    return (Cause(tuple(codes), None, path, "" if of_no_record else None),)


def unresolved(link: Reference, codes: tuple[str, ...] = UNRESOLVED) -> tuple[Cause, ...]:
    """`Cause`s that match findings of the rules `codes` about an unresolved reference.

    They match findings at the location of the reference and findings at its key. A name in a table header is one
    reference per row but is reported once, at the header. Only the location of such a reference matches.
    """
    return (*located(codes, link.at), *explained_by(codes, link.source, *link.path))


def same_fault(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """Copies of `causes` that also extend waivers to the explained finding.

    A waiver that suppresses a finding of such a `Cause` then suppresses the explained finding too.
    """
    return tuple(replace(cause, same_fault=True) for cause in causes)


def gaps(record: Record, empty: Iterable[str], *above: str | int) -> Iterator[Gap]:
    """Group the empty keys below the path `above`. One finding reports each group.

    All absent keys are one group. Keys that are empty because of the same invalid value are one group. Its `Cause`
    matches the finding about that value.
    """
    keys = list(empty)
    refused = {key: fault for key in keys if (fault := _fault_at(record, (*above, key)))}
    absent = tuple(key for key in keys if key not in refused)
    if absent:
        yield Gap(absent, ())
    for fault in dict.fromkeys(refused.values()):
        yield Gap(tuple(key for key in refused if refused[key] == fault), unread(record, fault))


def _fault_at(record: Record, path: KeyPath) -> KeyPath:
    related = (
        fault for fault in record.place.invalid_paths if fault[: len(path)] == path or fault == path[: len(fault)]
    )
    return min(related, key=lambda fault: (len(fault), str(fault)), default=())
