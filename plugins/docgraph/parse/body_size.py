"""How large a body is beside what is read of it. Counting is linear, and free for a body of ordinary length."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from docgraph.model.limits import BODY_LINES, BODY_MARKUP, QUOTED_AGAIN, TABLE_CELLS, WIKI_LINKS

_MARKUP = "*_[<&\\`"
_SIGN = re.compile(r"[*_\[\]<&\\`]")
_WIKI_LINK = re.compile(r"\[\[")
_LINE = re.compile(r"[^ \t\r\n][^\r\n]*")
_DELIMITERS = re.compile(r"^[ \t>]*+(?=[^|\r\n]*\|)(?=[^-\r\n]*-)[ \t|:-]++\r?$", re.MULTILINE)
"""The second line of a table, which says how many cells every row of it has."""
_BLANK = re.compile(r"(?:\r\n|\r|\n)[ \t>]*+(?=\r|\n|\Z)")
_LAZY = re.compile(r"^[ \t]*+>[^\r\n]*(?:\r\n|\r|\n)(?=[ \t]*+[^\s>])", re.MULTILINE)
"""A quoted line above one that is not: the parser reads on to the next empty line, and again behind the quote."""
_SHORTEST = min(BODY_LINES, BODY_MARKUP, TABLE_CELLS, 2 * WIKI_LINKS)


class Overflow(NamedTuple):
    """A limit that a body goes beyond: how many of what, and an offset in the body for the first one beyond it."""

    limit: int
    counted: str
    offset: int


def body_overflow(body: str) -> Overflow | None:
    """The limit beyond which nothing of a body is read, or None."""
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
    """The overflow of lines that the parser reads again, once for each quote that other lines go on."""
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
    """The overflow of cells: parsers give every row of a table as many as its head has, however short it is."""
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
    """How many signs of a text the parser of inline markup stops at: of `]` only those that close no `[`."""
    return sum(map(raw.count, _MARKUP)) + max(raw.count("]") - raw.count("["), 0)
