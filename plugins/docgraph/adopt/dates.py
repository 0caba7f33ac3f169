"""Determines which keys contain dates, and validates dates in the settings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import ValidationError

from docgraph.adopt.adoptions import kebab
from docgraph.adopt.choices import cut
from docgraph.model.field_specs import days_of, field_at, fields_of
from docgraph.model.record import Part, Record


def has_days(key: str, kinds: Iterable[type[Record]]) -> bool:
    """Whether the value of a dotted key is or contains a date, in at least one of `kinds`."""
    return any(_has_day(kind, kebab(key)) for kind in kinds)


def _has_day(kind: type[Record], key: str) -> bool:
    above, _, last = key.rpartition(".")
    outer = field_at(kind, above) if above else None
    part: type[Part] | None = outer.part if outer else None if above else kind
    field = field_at(kind, key)
    inner = field.part if field else None
    own = part is not None and (last if above or field is None else field.key) in days_of(part)
    return own or (inner is not None and bool(days_of(inner)))


def invalid_day(kind: type[Record], key: str, value: Any) -> str:
    """The message that `value` is not a valid date for `key`; empty if it is valid, or is a list or map."""
    if isinstance(value, (dict, list, tuple)):
        return ""
    given = value.isoformat() if isinstance(value, date) else str(value)
    field = fields_of(kind)[key]
    try:
        kind.model_validate({"id": "x", field.name: given}, context={"levels": ()})
    except ValidationError as error:
        details = [detail for detail in error.errors() if detail["loc"][:1] == (field.name,)]
        help = details[0].get("ctx", {}).get("help", "write the date as YYYY-MM-DD") if details else ""
        return f"`{cut(given)}` is not a valid date for `{key}`; {help}" if details else ""
    return ""
