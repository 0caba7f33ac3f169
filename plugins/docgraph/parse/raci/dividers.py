"""Finds rows of a RACI table that are not activities: group headings and struck-through rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgraph.parse.markdown.blocks import Block, Line, struck_texts
from docgraph.parse.raci.cells import is_empty, only_counts, visible_cell_text

_TAGS = {"b": "**", "strong": "**", "i": "*", "em": "*", "u": "*"}
_CLOSE = "(?(tag)</(?P=tag)>|(?P=sign))"
_ENCLOSED = re.compile(rf"(?P<sign>\*{{1,3}}|_{{1,3}}|<(?P<tag>{'|'.join(_TAGS)})>)(?=\S)(?:(?!{_CLOSE}).)+{_CLOSE}")


def activity_lines(header: Block, lines: Sequence[Block]) -> tuple[Block, ...]:
    """The rows of a RACI table, except group headings and rows that are completely struck through.

    A group heading has a single non-empty cell, which is bold or italic. If rows with names are formatted the same way,
    it is an activity. `header` is the first row of the table, `lines` are the others.
    """
    counts = {number for number, cell in enumerate(header.lines) if visible_cell_text(cell) and only_counts(cell)}
    headings: dict[int, tuple[int, str]] = {}
    emphasised: set[tuple[int, str]] = set()
    left_out: set[int] = set()
    for place, line in enumerate(lines):
        filled = [
            (number, cell) for number, cell in enumerate(line.lines) if number not in counts and not is_empty(cell)
        ]
        if not filled and any(struck_texts(cell.text) for cell in line.lines):
            left_out.add(place)
            continue
        styles = [(number, sign) for number, cell in filled if (sign := _sign(cell))]
        if len(filled) > 1:
            emphasised.update(styles)
        elif styles:
            headings[place] = styles[0]
    left_out |= {place for place, style in headings.items() if style not in emphasised}
    return tuple(line for place, line in enumerate(lines) if place not in left_out)


def _sign(cell: Line) -> str:
    """The emphasis of the text of a cell: `*`, `**` or `***`; empty if only some of the text is emphasized."""
    found = _ENCLOSED.fullmatch(cell.text.strip())
    return _TAGS.get(found["tag"] or "", found["sign"]).replace("_", "*") if found else ""
