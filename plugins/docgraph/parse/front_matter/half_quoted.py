"""Fixes values with text after the closing quote, such as `"Undo" button`."""

from __future__ import annotations

import re

from docgraph.model.fix import Replacement
from docgraph.text.yaml_quote import quote_scalar

_KEY = r"\s*(?:- +(?:[^\s:'\"][^:]*:[ \t]+)?|[^\s:'\"-][^:]*:[ \t]+)"
_HALF = re.compile(rf"{_KEY}((['\"])((?:(?!\2).)*)\2(?!\2)\s*[^\s#,\]}}].*?)(?:\s+#.*)?\s*")
"""A line with text after the closing quote of its value: `title: "Undo" button`."""


def half_quoted(line: str, offset: int) -> tuple[str, Replacement] | None:
    """The fix line and edit for a line with text after a closing quote; None for other lines.

    `offset` is the offset of the line in the document.
    """
    found = _HALF.fullmatch(line)
    if found is None:
        return None
    value, quote, first = found[1], found[2], found[3]
    behind = value[len(first) + 2 :]
    inside = value.count(quote) % 2 == 1 or first.endswith(" ") or behind[:1].isalnum()
    now = quote_scalar(value[1:-1] if inside and value.endswith(quote) else value)
    return f"quote it: `{line[: found.start(1)].lstrip()}{now}`", Replacement(offset + found.start(1), value, now)
