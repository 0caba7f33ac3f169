"""Detects placeholders of templates, such as `TBD`, `{name}`, `<name>` and `[accepted | rejected]`."""

from __future__ import annotations

import re
from typing import Any

from docgraph.model.field_specs import FieldSpec
from docgraph.model.location import KeyPath
from docgraph.model.record_place import RecordPlace

_LONGEST = 60
_BRACKETS = r"\{(?!%)[^{}]*\}|<(?!%)[^<>]*>|\[[^\[\]|]*\|[^\[\]]*\]|\[yyyy-mm-dd[^\[\]]*\]"
"""Placeholders in brackets: `{name}`, `<name>`, `[accepted | rejected]` or `[YYYY-MM-DD]`."""
_BLANK = rf"(?:{_BRACKETS}|tbd|todo|tba|xxx+|nnnn+|yyyy-mm-dd|\?+|\.\.\.+|…)"
PLACEHOLDER = re.compile(rf"{_BLANK}(?:[\s,;/|&]+{_BLANK})*\Z", re.IGNORECASE)
"""One or more placeholders without other text."""


def placeholder_text(value: Any) -> str | None:
    """The text of a value that is only a placeholder, else None.

    YAML parses `{A, B}` without quotes as a map, so such a map is a placeholder, too.
    """
    if isinstance(value, str):
        return value.strip() if value and PLACEHOLDER.match(value.strip()) else None
    if isinstance(value, dict) and value and all(inner is None for inner in value.values()):
        return f"{{{', '.join(value)}}}"
    return None


def in_braces(place: RecordPlace, path: KeyPath) -> str:
    """The source text of a map in braces on a single line, such as `{ A, B }`; empty for other values."""
    offset = place.marks.get(place.prefix + path)
    source_text = place.text.source_text(offset, _LONGEST) if offset is not None else ""
    end = source_text.find("}") + 1
    return source_text[:end] if source_text.startswith("{") and "\n" not in source_text[:end] else ""


def wanted(field: FieldSpec) -> str:
    """The end of a fix line for a reference: ` with a valid agent id`. Empty for other fields."""
    kinds = field.reference.to if field.reference else ()
    return f" with a valid {' or '.join(filter(None, (', '.join(kinds[:-1]), kinds[-1])))} id" if kinds else ""
