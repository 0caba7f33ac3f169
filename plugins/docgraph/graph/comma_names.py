"""Joins names that were split at their comma, such as `Robert O'Neil, PhD`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from docgraph.model.field_specs import fields_of
from docgraph.model.record import Part, Record
from docgraph.text.slug import fold

_LONGEST = 5
"""A name has at most this many parts between commas."""
CommaNames = Mapping[str, Mapping[str, str]]
"""Names that contain a comma: normalized name → kind → original name."""
P = TypeVar("P", bound=Part)


def comma_names(records: Iterable[Record]) -> CommaNames:
    """The titles and aliases of records that contain a comma."""
    found: dict[str, dict[str, str]] = {}
    for record in records:
        for name in (record.title, *record.aliases):
            if "," in name:
                found.setdefault(_key(name.split(",")), {}).setdefault(record.kind, name)
    return found


def join_comma_names(texts: Sequence[str], kinds: tuple[str, ...], known: CommaNames) -> tuple[str, ...]:
    """Join neighbouring texts that together are the name of a record.

    For example, `Robert O'Neil` and `PhD` become `Robert O'Neil, PhD`. The record must be of one of `kinds`; if `kinds`
    is empty, of any kind. `known` has the names to join.
    """
    names: list[str] = []
    at = 0
    while at < len(texts):
        ends = range(min(len(texts), at + _LONGEST), at + 1, -1)
        spelled = ((end, _spelling(_key(texts[at:end]), kinds, known)) for end in ends)
        end, name = next(((end, name) for end, name in spelled if name), (at + 1, texts[at]))
        names.append(name)
        at = end
    return tuple(names)


def with_comma_names(part: P, known: CommaNames) -> P:
    """A copy of a record or nested map in which names that were split at their comma are joined.

    Returns `part` if no name was split.
    """
    changes: dict[str, Any] = {}
    for field in fields_of(type(part)).values():
        value = getattr(part, field.name)
        if field.part is not None and value:
            inner = tuple(with_comma_names(item, known) for item in (value if field.many else (value,)))
            if any(new is not old for new, old in zip(inner, value if field.many else (value,), strict=True)):
                changes[field.name] = inner if field.many else inner[0]
        elif field.reference is not None and isinstance(value, tuple) and len(value) > 1:
            names = join_comma_names(value, field.reference.to, known)
            changes |= {field.name: names} if len(names) < len(value) else {}
    return part.model_copy(update=changes) if changes else part


def _spelling(key: str, kinds: tuple[str, ...], known: CommaNames) -> str:
    found = known.get(key, {})
    return next((name for kind, name in found.items() if not kinds or kind in kinds), "")


def _key(pieces: Iterable[str]) -> str:
    # in a body a name may end a sentence
    return fold(", ".join(piece.strip(" .") for piece in pieces))
