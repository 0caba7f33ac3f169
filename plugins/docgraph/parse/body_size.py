"""Compares the size of a body with limits.

Takes linear time, and constant time for short bodies.
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
"""The second line of a table, which determines the number of its columns."""
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t>]*+(?=\r|\n|\Z)")
_LAZY = re.compile(r"^[ \t]*+>[^\r\n]*(?:\r\n|\r|\n)(?=[ \t]*+[^\s>])", re.MULTILINE)
"""A quoted line above an unquoted one.

The Markdown parser reads on from it to the next blank line, and reads these lines again after the quote.
"""
_SHORTEST = min(BODY_LINES, BODY_MARKUP, TABLE_CELLS, 2 * WIKI_LINKS)


class Overflow(NamedTuple):
    """A limit that a body exceeds, its unit, and the offset at which it is exceeded.

    The offset is relative to the start of the body.
    """

    limit: int
    counted: str
    offset: int


def body_overflow(body: str) -> Overflow | None:
    """The first limit that a body exceeds; None if there is none. Such a body is not read."""
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
    """The overflow of quoted lines that are parsed again; None if the limit is not exceeded.

    For each quoted line above an unquoted line, the Markdown parser parses all lines below again.
    """
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
    """The overflow of table cells; None if the limit is not exceeded.

    Each row counts as many cells as the header of the table has.
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
    """The number of characters at which the inline parser stops.

    A `]` counts only if there are more `]` than `[`.
    """
    return sum(map(raw.count, _MARKUP)) + max(raw.count("]") - raw.count("["), 0)
