"""Interprets the cells of RACI tables.

A RACI role is responsible, accountable, consulted or informed. It is assigned by its letter (R, A, C or I) in the
column of a person, or by a name in the column of the role.
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
"""Words in headers of columns that contain people, but are not RACI roles."""
_ACTIVITY = frozenset("activity activities task tasks deliverable deliverables process what".split())
"""Words in the header of the column that contains the activities."""
_IN_ROWS = frozenset("person people role roles who member members team teams stakeholder stakeholders".split())
"""Words in the header of the first column that show that each row is a person."""
_LONGEST_HEAD = 3
_WORD = re.compile(r"[a-z]+")
_MARKED = re.compile(r"\(([RACI](?:/[RACI])*)\)\s*\Z")
_ICON = re.compile(r":[a-z][a-z0-9_+-]{1,60}:")


_NEAR = 2_000
"""Maximum number of characters of markup between two names in a cell."""


class Name(NamedTuple):
    """A name in a RACI table, its offset, and the offset of the cell that gives it a RACI role."""

    text: str
    offset: int
    cell: int


def visible_cell_text(cell: Line) -> str:
    """The visible text of a cell."""
    return _shown(cell.text)


# cached, because each cell is read several times and many cells are equal
_shown = lru_cache(4_096)(plain_text)


def is_empty(cell: Line) -> bool:
    """Whether a cell is blank or means "none", such as `-` or `n/a`."""
    return visible_cell_text(cell).lower() in _EMPTY_MARKS


def only_counts(header: Line) -> bool:
    """Whether a column only numbers the rows, judging by its header."""
    return visible_cell_text(header).lower().rstrip(".") in _COUNTS


def roles_in_header(header: str) -> tuple[str, ...]:
    """The RACI roles in a header, such as `Responsible` or `R`; empty if the header contains none."""
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
    """Whether a header is a short form of a RACI role, such as `Consult` or `Info (I)`."""
    words = _WORD.findall(header.lower())
    return bool(words) and words[0] in _SHORT and all(word in _LETTERS for word in words[1:])


def near_role(header: str) -> str:
    """The RACI role that a header of one word misspells; empty if it misspells none."""
    words = _WORD.findall(header.lower())
    return "".join(get_close_matches(words[0], ROLES, 1, 0.8)) if len(words) == 1 else ""


@lru_cache(4_096)
def roles_in_cell(cell: str) -> tuple[str, ...]:
    """The RACI roles in a cell such as `A/R`, in the order of RACI; empty if the cell contains other text."""
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
    """`A` for a symbol such as `🅰`. Other characters are unchanged."""
    letter = "" if sign.isascii() else unicodedata.name(sign, "").rpartition("LATIN CAPITAL LETTER ")[2]
    return letter if len(letter) == 1 else sign


def letters_alone(cell: Line) -> bool:
    """Whether a cell contains only the letters of RACI roles, in upper case."""
    letters = visible_cell_text(cell)
    return letters.isupper() and bool(roles_in_cell(letters))


def people_by_head(header: Line) -> bool:
    """Whether a column contains people, judging by its header."""
    words = _WORD.findall(visible_cell_text(header).lower())
    return len(words) <= _LONGEST_HEAD and any(word in _PEOPLE for word in words)


def activity_by_head(header: Line) -> bool:
    """Whether a column contains the activities, judging by its header."""
    return not _ACTIVITY.isdisjoint(_WORD.findall(visible_cell_text(header).lower()))


def people_in_rows(header: Line) -> bool:
    """Whether each row is a person instead of an activity, judging by the header of the first column."""
    words = _WORD.findall(visible_cell_text(header).lower())
    return not activity_by_head(header) and not _IN_ROWS.isdisjoint(words[-1:])


def is_dotted(name: str) -> bool:
    """Whether a name has dots like the id `jane.doe`, but does not look like a file name."""
    return bool(_DOTTED.fullmatch(name)) and name.rpartition(".")[2] not in _ENDINGS


def party(cell: Line) -> str:
    """The name in a header, without wiki link brackets."""
    return _WIKILINK.sub(r"\1", visible_cell_text(cell)).strip()


def names(cell: Line) -> Iterator[Name]:
    """Yield the names in a cell."""
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
