"""A value with a quote at its beginning that closes before the value ends: an apostrophe, or a quoted first word."""

from __future__ import annotations

import re

from docgraph.model.fix import Replacement
from docgraph.text.yaml_quote import quote_scalar

_KEY = r"\s*(?:- +(?:[^\s:'\"][^:]*:[ \t]+)?|[^\s:'\"-][^:]*:[ \t]+)"
_HALF = re.compile(rf"{_KEY}((['\"])((?:(?!\2).)*)\2(?!\2)\s*[^\s#,\]}}].*?)(?:\s+#.*)?\s*")
"""A key or the mark of an item, and a value: what stands between its first two quotes, and more."""


def half_quoted(line: str, offset: int) -> tuple[str, Replacement] | None:
    """The help for a line at `offset` whose value goes on behind its closing quote, and the edit; None for another."""
    found = _HALF.fullmatch(line)
    if found is None:
        return None
    value, quote, first = found[1], found[2], found[3]
    behind = value[len(first) + 2 :]
    inside = value.count(quote) % 2 == 1 or first.endswith(" ") or behind[:1].isalnum()
    now = quote_scalar(value[1:-1] if inside and value.endswith(quote) else value)
    return f"quote it: `{line[: found.start(1)].lstrip()}{now}`", Replacement(offset + found.start(1), value, now)
