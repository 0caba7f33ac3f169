"""Recognizes tables that explain the RACI roles, instead of assigning them."""

from __future__ import annotations

import re

from docgraph.parse.markdown.blocks import Block, Line
from docgraph.parse.raci.cells import is_dotted, names, people_by_head, roles_in_header, visible_cell_text

_LETTER = frozenset("letter letters key code codes abbreviation abbr symbol sign short legend".split())
_MEANING = frozenset("meaning means mean description definition explanation explained stands".split())
_WORD = re.compile(r"[a-z]+")
_LONGEST_NAME = 3
_COLUMNS = 2


def is_legend(header: Block, lines: tuple[Block, ...], known: set[str]) -> bool:
    """Whether a table with RACI roles in its first column explains the roles instead of assigning them to people.

    `header` is the first row of the table, `lines` are the others. `known` are the names in the other RACI tables of
    the document, in lower case.
    """
    texts = [name.text for line in lines for cell in line.lines[1:] for name in names(cell)]
    if any(is_dotted(name) or name.casefold() in known for name in texts):
        return False
    first, *heads = header.lines
    without_people = not any(map(people_by_head, heads))
    if known and without_people and _explains_letters(header, lines):
        return True
    longest = 1 if known and without_people else _LONGEST_NAME
    if all(any(_explains(line.lines[0], cell, longest) for cell in line.lines[1:]) for line in lines):
        return True
    return without_people and (_has(first, _LETTER | _MEANING) or any(_has(head, _MEANING) for head in heads))


def _explains_letters(header: Block, lines: tuple[Block, ...]) -> bool:
    """Whether a table has two columns, one row for each RACI letter, and no full names."""
    letters = [visible_cell_text(line.lines[0]).casefold() for line in lines]
    cells = [name.text.split() for line in lines for name in names(line.lines[1])]
    full_names = (len(words) > 1 and all(word[0].isupper() for word in words) for words in cells)
    return (
        len(header.lines) == _COLUMNS
        and {"r", "a"} <= {*letters}
        and len({*letters}) == len(letters)
        and (all(len(letter) == 1 for letter in letters) and not any(full_names))
    )


def _explains(role: Line, cell: Line, longest: int) -> bool:
    """Whether a cell spells out the RACI role in `role`, or contains a phrase instead of a name.

    A phrase has more than `longest` words, and at least one of them is in lower case.
    """
    of = roles_in_header(visible_cell_text(role))
    if of and roles_in_header(visible_cell_text(cell)) == of:
        return True
    phrases = [name.text.split() for name in names(cell)]
    return any(len(words) > longest and any(word[0].islower() for word in words) for words in phrases)


def _has(head: Line, words: frozenset[str]) -> bool:
    return not words.isdisjoint(_WORD.findall(visible_cell_text(head).lower()))
