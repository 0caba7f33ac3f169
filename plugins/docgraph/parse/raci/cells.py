"""Interprets the cells of RACI tables: RACI roles, letters, names, and parties.

A party is a person, role, agent or team that has its own column.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from docgraph.parse.comma_list import split_outside_brackets
from docgraph.parse.markdown.blocks import Line, plain_text

ROLES = ("responsible", "accountable", "consulted", "informed")
_SHORT = {"consult": "consulted", "consults": "consulted"} | dict.fromkeys(("info", "inform", "informs"), "informed")
_LETTERS = {role[0]: role for role in ROLES}
_EMPTY_MARKS = frozenset(("", "-", "--", "–", "—", "−", "n/a"))
_COUNTS = frozenset(("", "#", "id", "no", "nr"))
_WIKILINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|[^\[\]]{0,500})?\]\]")
_BETWEEN = re.compile(r"[,;/]|\s(?:and|&)\s")
_DOTTED = re.compile(r"[a-z][a-z-]*(?:\.[a-z][a-z-]*)+")
_ENDINGS = frozenset("com csv dev html htm io js json md net org pdf py sh svg toml ts txt xlsx yaml yml".split())
_PEOPLE = frozenset(
    (
        "backup backups deputy deputies substitute support supports supporting supported approver approvers owner "
        "owners reviewer reviewers verifier verifiers signatory contributor contributors who people "
        "person persons escalation assignee assignees"
    ).split()
)
"""Words for people in column headers that are not RACI roles."""
_ACTIVITY = frozenset("activity activities task tasks deliverable deliverables process what".split())
"""Words in the header of the column of activities."""
_IN_ROWS = frozenset("person people role roles who member members team teams stakeholder stakeholders".split())
"""Words in the header of the first column if the people are rows and the activities columns."""
_LONGEST_HEAD = 3
_WORD = re.compile(r"[a-z]+")
_MARKED = re.compile(r"\(([RACI](?:/[RACI])*)\)\s*\Z")
_ICON = re.compile(r":[a-z][a-z0-9_+-]{1,60}:")


_NEAR = 2_000
"""Maximum distance to the next name in a cell; the markup between names is shorter."""


class Name(NamedTuple):
    """A name with a RACI role: its offset, and the offset of the cell that assigns the role."""

    text: str
    offset: int
    cell: int


def visible_cell_text(cell: Line) -> str:
    """The visible text of a cell."""
    return _shown(cell.text)


# cached, because each cell is read several times and many cells are equal
_shown = lru_cache(4_096)(plain_text)


def is_empty(cell: Line) -> bool:
    """Whether a cell is blank or means "none" (`-`, `n/a`)."""
    return visible_cell_text(cell).lower() in _EMPTY_MARKS


def only_counts(header: Line) -> bool:
    """Whether a header means that the cells below only number the rows."""
    return visible_cell_text(header).lower().rstrip(".") in _COUNTS


def roles_in_header(header: str) -> tuple[str, ...]:
    """The RACI roles in a header, as words, abbreviations or letters; empty if there are none."""
    words = _WORD.findall(header.lower())
    if cut_short(header):
        words[0] = _SHORT[words[0]]
    spelled = tuple(role for role in ROLES if role in words)
    if spelled:
        return spelled
    return tuple(_LETTERS[word] for word in words) if words and all(word in _LETTERS for word in words) else ()


def marked_roles(header: str) -> tuple[str, ...]:
    """The RACI roles whose letters are in brackets at the end of a header: `Zuständig (R)`."""
    marked = _MARKED.search(header)
    return tuple(_LETTERS[letter] for letter in marked[1].lower().split("/")) if marked else ()


def cut_short(header: str) -> bool:
    """Whether a header is a different word form of a RACI role: `Consult`, `Info (I)`."""
    words = _WORD.findall(header.lower())
    return bool(words) and words[0] in _SHORT and all(word in _LETTERS for word in words[1:])


def near_role(header: str) -> str:
    """The RACI role that a one-word header misspells; empty if there is none."""
    words = _WORD.findall(header.lower())
    return "".join(get_close_matches(words[0], ROLES, 1, 0.8)) if len(words) == 1 else ""


@lru_cache(4_096)
def roles_in_cell(cell: str) -> tuple[str, ...]:
    """The RACI roles whose letters are in a cell, in RACI order.

    Empty if the cell has other text.
    """
    words = _WORD.findall(_ICON.sub(" ", "".join(map(_as_letter, cell)).lower()))
    letters = set()
    for word in words:
        if word in ROLES:
            letters.add(word[0])
        elif len(set(word)) == len(word) and set(word) <= _LETTERS.keys():
            letters |= set(word)
        elif word != "and":
            return ()
    return tuple(role for letter, role in _LETTERS.items() if letter in letters)


def _as_letter(sign: str) -> str:
    """The capital letter that a character such as `🅰` depicts; other characters are unchanged."""
    letter = "" if sign.isascii() else unicodedata.name(sign, "").rpartition("LATIN CAPITAL LETTER ")[2]
    return letter if len(letter) == 1 else sign


def letters_alone(cell: Line) -> bool:
    """Whether a cell has only RACI letters in upper case."""
    letters = visible_cell_text(cell)
    return letters.isupper() and bool(roles_in_cell(letters))


def people_by_head(header: Line) -> bool:
    """Whether a header means that the cells below are names of people."""
    words = _WORD.findall(visible_cell_text(header).lower())
    return len(words) <= _LONGEST_HEAD and any(word in _PEOPLE for word in words)


def activity_by_head(header: Line) -> bool:
    """Whether a header means that the cells below are activities."""
    return not _ACTIVITY.isdisjoint(_WORD.findall(visible_cell_text(header).lower()))


def people_in_rows(header: Line) -> bool:
    """Whether the header of the first column means that each row is a person, not an activity."""
    words = _WORD.findall(visible_cell_text(header).lower())
    return not activity_by_head(header) and not _IN_ROWS.isdisjoint(words[-1:])


def is_dotted(name: str) -> bool:
    """Whether a name is an id such as `jane.doe`, not a file name."""
    return bool(_DOTTED.fullmatch(name)) and name.rpartition(".")[2] not in _ENDINGS


def party(cell: Line) -> str:
    """The name in a header, without the brackets of a wiki link."""
    return _WIKILINK.sub(r"\1", visible_cell_text(cell)).strip()


def names(cell: Line) -> Iterator[Name]:
    """The names in a cell. A repeated name has the offset of its first occurrence."""
    text = _WIKILINK.sub(r"\1", plain_text(cell.text, line_break="; ")).strip()
    if text.lower() in _EMPTY_MARKS:
        return
    cursor = 0
    for part in split_outside_brackets(text, _BETWEEN):
        name = part.strip()
        if name.lower() not in _EMPTY_MARKS:
            cursor = max(cell.text.find(name, cursor, cursor + len(name) + _NEAR), cursor)
            at = cell.offset + cursor
            yield Name(name, at, at)
