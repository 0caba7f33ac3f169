"""Checks that a body is small enough to parse in reasonable time.

The check takes constant time for short bodies, and linear time for others.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from docgraph.model.limits import BODY_LINES, BODY_MARKUP, QUOTED_AGAIN, TABLE_CELLS, WIKI_LINKS

_MARKUP = "*_[<&\\`~"
_SIGN = re.compile(r"[*_\[\]<&\\`~]")
_WIKI_LINK = re.compile(r"\[\[")
_LINE = re.compile(r"[^ \t\r\n][^\r\n]*")
_DELIMITERS = re.compile(r"^[ \t>]*+(?=[^|\r\n]*\|)(?=[^-\r\n]*-)[ \t|:-]++\r?$", re.MULTILINE)
"""The delimiter row of a table, such as `|---|---|`, which determines the number of columns."""
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t>]*+(?=\r|\n|\Z)")
_LAZY = re.compile(r"^[ \t]*+>[^\r\n]*(?:\r\n|\r|\n)(?=[ \t]*+[^\s>])", re.MULTILINE)
"""A line that starts with `>` before a line that does not.

The Markdown parser parses all lines from here to the next blank line again.
"""
_SHORTEST = min(BODY_LINES, BODY_MARKUP, TABLE_CELLS, 2 * WIKI_LINKS)


class Overflow(NamedTuple):
    """A limit that a body exceeds.

    `counted` is the unit, such as `lines`. `offset` is where the limit is exceeded, in characters from the start of the
    body.
    """

    limit: int
    counted: str
    offset: int


def body_overflow(body: str) -> Overflow | None:
    """The first limit that a body exceeds, or None."""
    if len(body) <= _SHORTEST:
        return None
    lines = body.count("\n") + body.count("\r")
    for limit, counted, most, form in (
        (BODY_LINES, "lines", lines, _LINE),
        (BODY_MARKUP, "markup characters", markup_in(body), _SIGN),
        (WIKI_LINKS, "`[[`", body.count("[["), _WIKI_LINK),
    ):
        first = next(islice(form.finditer(body), limit, None), None) if most >= limit else None
        if first is not None:
            return Overflow(limit, counted, first.start())
    cells = _cell_overflow(body) if body.count("|") * (lines + 2) > TABLE_CELLS else None
    return cells or (_quote_overflow(body) if body.count(">") * (lines + 2) > QUOTED_AGAIN else None)


def _quote_overflow(body: str) -> Overflow | None:
    """The `Overflow` if the Markdown parser would parse too many quoted lines again, or None."""
    again = end = lines = 0
    for lazy in _LAZY.finditer(body):
        if lazy.start() >= end:
            blank = _BLANK.search(body, lazy.end() - 1)
            end = blank.start() if blank else len(body)
            lines = 1 + body.count("\n", lazy.start(), end) + body.count("\r", lazy.start(), end)
        again += lines
        if again > QUOTED_AGAIN:
            return Overflow(QUOTED_AGAIN, "quoted lines to parse again", lazy.start())
    return None


def _cell_overflow(body: str) -> Overflow | None:
    """The `Overflow` if tables in a body have too many cells, or None.

    A row counts with all columns of its table, even if it has fewer cells.
    """
    cells = columns = end = start = lines = 0
    for row in _DELIMITERS.finditer(body):
        if row.start() >= end:
            cells += columns * lines
            start, columns = row.start(), 0
            blank = _BLANK.search(body, row.end())
            end = blank.start() if blank else len(body)
            lines = 1 + body.count("\n", row.end(), end) + body.count("\r", row.end(), end)
        columns = max(columns, row[0].strip("> \t\r|").count("|") + 1)
        if cells + columns * lines > TABLE_CELLS:
            return Overflow(TABLE_CELLS, "table cells", start)
    return None


def markup_in(raw: str) -> int:
    """The number of markup characters in Markdown text. A `]` counts only if there are more `]` than `[`."""
    return sum(map(raw.count, _MARKUP)) + max(raw.count("]") - raw.count("["), 0)
