"""Finds rows of a RACI table that are not activities: group headings and deleted rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgraph.parse.markdown.blocks import Block, Line
from docgraph.parse.raci.cells import visible_cell_text

_TAGS = {"b": "**", "strong": "**", "i": "*", "em": "*", "u": "*", "s": "~~", "del": "~~", "strike": "~~"}
_CLOSE = "(?(tag)</(?P=tag)>|(?P=sign))"
_ENCLOSED = re.compile(rf"(?P<sign>\*{{1,3}}|_{{1,3}}|~~|<(?P<tag>{'|'.join(_TAGS)})>)(?=\S)(?:(?!{_CLOSE}).)+{_CLOSE}")
_STRUCK = "~~"


def activity_lines(lines: Sequence[Block]) -> tuple[Block, ...]:
    """The rows of a RACI table that are activities.

    Group headings and struck-through rows without names are left out. A group heading is a row whose only non-blank
    cell has emphasis, if rows with names have no emphasis in that column.
    """
    headings: dict[int, int] = {}
    emphasised: set[int] = set()
    struck: set[int] = set()
    for place, line in enumerate(lines):
        filled = [number for number, cell in enumerate(line.lines) if visible_cell_text(cell)]
        signs = {number: sign for number in filled if (sign := _sign(line.lines[number]))}
        if len(filled) > 1:
            emphasised.update(number for number, sign in signs.items() if sign != _STRUCK)
        elif _STRUCK in signs.values():
            struck.add(place)
        elif signs:
            headings[place] = filled[0]
    left_out = struck | {place for place, number in headings.items() if number not in emphasised}
    return tuple(line for place, line in enumerate(lines) if place not in left_out)


def _sign(cell: Line) -> str:
    """The markup around the complete text of a cell: `**`, `*` or `~~`; empty if there is none."""
    found = _ENCLOSED.fullmatch(cell.text.strip())
    return _TAGS.get(found["tag"] or "", found["sign"]) if found else ""
