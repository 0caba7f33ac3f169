"""Converts records and relations to rows of a table without loss.

A cell that starts with `[`, `{` or `"` is JSON: a list, a map, or a text that needs JSON, because it starts with one of
these characters or contains a character that XML forbids. Any other cell is plain text or a number.
"""

from __future__ import annotations

import re
from json import dumps
from typing import Any

from docgraph.export.payload import JsonObject

Cell = str | int | float | bool

_NOT_PORTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids, and carriage returns, which XML parsers change."""


def row(values: JsonObject) -> dict[str, Cell]:
    """The non-empty cells of a record, page or relation, by column name. Each key in `fields` has a separate column."""
    names = {key: value for key, value in values.items() if key != "fields"}
    for key, value in values.get("fields", {}).items():
        names[column(key)] = value
    return {name: cell_value(value) for name, value in names.items() if value not in ("", [], {}, None)}


def column(field: str) -> str:
    """The column name for a key: `fields.owner` for `owner`, `fields.backup` for `backup`, else the key itself.

    The columns `owner` and `backup` contain the resolved records instead.
    """
    return f"fields.{field}" if field in ("owner", "backup") else field


def cell_value(value: Any) -> Cell:
    """A value as a cell: numbers and plain text are unchanged, other values become JSON."""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str) and not value.startswith(("[", "{", '"')) and not _NOT_PORTABLE.search(value):
        return value
    text = dumps(value, ensure_ascii=False)
    return dumps(value) if _NOT_PORTABLE.search(text) else text
