"""Which tables beside a RACI only say what its letters and roles mean."""

from __future__ import annotations

import re

from docgraph.source.markdown import Block, Line
from docgraph.source.raci_cells import is_dotted, is_empty, names, people_by_head, roles_in_header, shown

_LETTER = frozenset("letter letters key code codes abbreviation abbr symbol sign short legend".split())
_MEANING = frozenset("meaning means mean description definition explanation explained stands".split())
_WORD = re.compile(r"[a-z]+")
_LONGEST_NAME = 3


def is_legend(header: Block, lines: tuple[Block, ...]) -> bool:
    """Whether a table whose first column holds the roles explains them, and names nobody in them."""
    others = [cell for line in lines for cell in line.lines[1:] if not is_empty(cell)]
    if any(is_dotted(name.text) for cell in others for name in names(cell)):
        return False
    if all(any(_explains(line.lines[0], cell) for cell in line.lines[1:]) for line in lines):
        return True
    first, *heads = header.lines
    return _has(first, _LETTER | _MEANING, heads) or any(_has(head, _MEANING, heads) for head in heads)


def _explains(role: Line, cell: Line) -> bool:
    """Whether a cell spells the role of its row, or is a sentence and no names."""
    of = roles_in_header(shown(role))
    spelled = bool(of) and roles_in_header(shown(cell)) == of
    return spelled or any(len(name.text.split()) > _LONGEST_NAME for name in names(cell))


def _has(head: Line, words: frozenset[str], heads: list[Line]) -> bool:
    return not words.isdisjoint(_WORD.findall(shown(head).lower())) and not any(map(people_by_head, heads))
