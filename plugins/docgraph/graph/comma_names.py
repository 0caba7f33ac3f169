"""Names with a comma inside: `Robert O'Neil, PhD` is one person, though a comma parts names elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from docgraph.model.field_specs import fields_of
from docgraph.model.record import Part, Record
from docgraph.text.slug import fold

_LONGEST = 5
"""As many commas can be in a name, and one less."""
CommaNames = Mapping[str, Mapping[str, str]]
"""For each folded title or alias with a comma, how records of each kind spell it."""
P = TypeVar("P", bound=Part)


def comma_names(records: Iterable[Record]) -> CommaNames:
    """The titles and aliases of records that have a comma inside."""
    found: dict[str, dict[str, str]] = {}
    for record in records:
        for name in (record.title, *record.aliases):
            if "," in name:
                found.setdefault(_key(name.split(",")), {}).setdefault(record.kind, name)
    return found


def join_comma_names(texts: Sequence[str], kinds: tuple[str, ...], known: CommaNames) -> tuple[str, ...]:
    """Names, of which neighbours that are one name of a record of `kinds` (empty: any) are put together."""
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
    """A part in which each name with a comma is one name; the same part where it has none."""
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
    # a full stop at the end is no part of a name in a body
    return fold(", ".join(piece.strip(" .") for piece in pieces))
