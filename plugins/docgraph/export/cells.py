"""Lossless rows for tabular formats: a row for each record or relation, a cell for each value.

A cell is plain text, unless it begins with `[`, `{` or `"`: then it is JSON. Lists and maps become JSON, and so do
texts that begin with one of these three characters or contain characters that XML does not allow.
"""

from __future__ import annotations

import re
from json import dumps
from typing import Any

from docgraph.export.payload import JsonObject

Cell = str | int | float | bool

_NOT_PORTABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML 1.0 forbids, and carriage returns, which readers normalize."""


def row(values: JsonObject) -> dict[str, Cell]:
    """Non-empty cells of a record, page or relation by column name.

    Each key under `fields` becomes a column, named by `column`.
    """
    names = {key: value for key, value in values.items() if key != "fields"}
    for key, value in values.get("fields", {}).items():
        names[column(key)] = value
    return {name: cell_value(value) for name, value in names.items() if value not in ("", [], {}, None)}


def column(field: str) -> str:
    """Column name of a field: its key, prefixed by `fields.` if another column has that name."""
    return f"fields.{field}" if field in ("owner", "backup") else field


def cell_value(value: Any) -> Cell:
    """A value as a cell: numbers and plain texts unchanged, everything else as JSON."""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str) and not value.startswith(("[", "{", '"')) and not _NOT_PORTABLE.search(value):
        return value
    text = dumps(value, ensure_ascii=False)
    return dumps(value) if _NOT_PORTABLE.search(text) else text
