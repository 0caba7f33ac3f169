"""Records and relations in one row each, a value in one cell, so that reading back gives what was told.

A cell is text as it is, unless it begins with `[`, `{` or `"`: then it is JSON. Lists and maps become JSON, and so do
texts that begin with one of these three, or hold what XML cannot carry.
"""

from __future__ import annotations

import re
from json import dumps
from typing import Any

from docgraph.export.payload import JsonObject

Cell = str | int | float | bool

_UNCARRIED = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids, and the carriage return, which readers of XML and CSV turn into a line feed."""


def row(values: JsonObject) -> dict[str, Cell]:
    """The cells of a record, page or relation by name; empty ones are left out.

    Fields stand under their own names; those that also name something else, as `fields.owner` and `fields.backup`.
    """
    names = {key: value for key, value in values.items() if key != "fields"}
    for key, value in values.get("fields", {}).items():
        names[column(key)] = value
    return {name: cell(value) for name, value in names.items() if value not in ("", [], {}, None)}


def column(field: str) -> str:
    """The name under which a field stands in a row."""
    return f"fields.{field}" if field in ("owner", "backup") else field


def cell(value: Any) -> Cell:
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, str) and not value.startswith(("[", "{", '"')) and not _UNCARRIED.search(value):
        return value
    text = dumps(value, ensure_ascii=False)
    return dumps(value) if _UNCARRIED.search(text) else text
