"""Lossless rows for tabular formats: one row for each record or relation.

Each value is one cell. A cell that begins with `[`, `{` or `"` is JSON; any other cell is plain text. Lists and maps
are encoded as JSON. So are texts that begin with one of these three characters, or that contain a character that XML
forbids.
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
    """The non-empty cells of a record, page or relation, by column name.

    Each key under `fields` has its own column, named by `column`.
    """
    names = {key: value for key, value in values.items() if key != "fields"}
    for key, value in values.get("fields", {}).items():
        names[column(key)] = value
    return {name: cell_value(value) for name, value in names.items() if value not in ("", [], {}, None)}


def column(field: str) -> str:
    """Column name of a field: the prefix `fields.` is added to `owner` and `backup`.

    The columns `owner` and `backup` contain the values that docgraph evaluated.
    """
    return f"fields.{field}" if field in ("owner", "backup") else field


def cell_value(value: Any) -> Cell:
    """A value as a cell: numbers and plain texts are unchanged, all other values become JSON."""
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str) and not value.startswith(("[", "{", '"')) and not _NOT_PORTABLE.search(value):
        return value
    text = dumps(value, ensure_ascii=False)
    return dumps(value) if _NOT_PORTABLE.search(text) else text
