"""Reads a RACI from a Markdown table: roles as columns with names in the cells, or parties as columns with letters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.model.location import Text
from docgraph.source.markdown import Block, Line, blocks, plain, walk
from docgraph.source.tree import Tree

ROLES = ("responsible", "accountable", "consulted", "informed")
_LETTERS = {role[0]: role for role in ROLES}
_NOTHING = frozenset(("", "-", "--", "–", "—", "−", "n/a"))
_COUNTS = frozenset(("", "#", "id", "no", "nr"))
_WIKILINK = re.compile(r"\[\[([^\[\]|]{1,200})(?:\|[^\[\]]{0,500})?\]\]")
_BETWEEN = re.compile(r"[,;/]|\s(?:and|&)\s")
_WORD = re.compile(r"[a-z]+")

Row = dict[str, list[tuple[str, int]]]
"""The names in each role, and under `activity` its one text, all with their offsets."""


def raci_rows(text: Text, start: int) -> Tree:
    """The rows of the first table in either shape; an empty tree if there is none."""
    tree = Tree()
    if text.content.find("|", start) < 0:
        return tree
    for table in walk(blocks(text, start)):
        if table.type != "table" or not table.children:
            continue
        header, lines = table.children[0], table.children[1:]
        rows = _named(header, lines) or _lettered(header, lines)
        if rows:
            _fill(tree, table, lines, rows)
            break
    return tree


def _fill(tree: Tree, table: Block, lines: tuple[Block, ...], rows: list[Row]) -> None:
    tree.data["rows"] = []
    tree.marks[("rows",)] = tree.keys[("rows",)] = table.offset
    for line, row in zip(lines, rows, strict=True):
        activity = row["activity"][0]
        if not any(names for names in row.values() if names != [activity]) and not activity[0]:
            continue
        number = len(tree.data["rows"])
        tree.data["rows"].append({"activity": activity[0]} | {role: [name for name, _ in row[role]] for role in ROLES})
        tree.marks[("rows", number)] = line.offset
        tree.marks[("rows", number, "activity")] = activity[1]
        for role in ROLES:
            for place, (_, offset) in enumerate(row[role]):
                tree.marks.setdefault(("rows", number, role), offset)
                tree.marks[("rows", number, role, place)] = offset


def _named(header: Block, lines: tuple[Block, ...]) -> list[Row]:
    """The rows of a table whose columns are roles; none if it is another table."""
    columns = [_roles_in_header(plain(cell.text)) for cell in header.lines]
    said = {role for roles in columns for role in roles}
    if len(said) < 2 or all(columns) or not said & {"responsible", "accountable"}:
        return []
    first = _activity(header, [number for number, roles in enumerate(columns) if not roles])
    rows = []
    for line in lines:
        row = _empty(line.lines[first])
        for roles, cell in zip(columns, line.lines, strict=False):
            for role in roles:
                row[role] += (found for found in _names(cell) if found not in row[role])
        rows.append(row)
    return rows


def _activity(header: Block, columns: list[int]) -> int:
    """The column that says what is done: the first of `columns` that does not just count the rows."""
    named = (number for number in columns if _shown(header.lines[number]).lower().rstrip(".") not in _COUNTS)
    return next(named, columns[0])


def _roles_in_header(header: str) -> tuple[str, ...]:
    words = _WORD.findall(header.lower())
    spelled = tuple(role for role in ROLES if role in words)
    if spelled:
        return spelled
    return tuple(_LETTERS[word] for word in words) if words and all(word in _LETTERS for word in words) else ()


def _lettered(header: Block, lines: tuple[Block, ...]) -> list[Row]:
    """The rows of a table whose columns are parties; none if no column holds letters."""
    parties = []
    for number in range(1, len(header.lines)):
        cells = [plain(line.lines[number].text) for line in lines]
        filled = [cell for cell in cells if cell.lower() not in _NOTHING]
        lettered = sum(bool(_roles_in_cell(cell)) for cell in filled)
        if lettered * 2 >= len(filled) and not any(role in _party(header.lines[number]).lower() for role in ROLES):
            parties.append(number)
    first = _activity(header, [number for number in range(len(header.lines)) if number not in parties])
    rows = []
    for line in lines:
        row = _empty(line.lines[first])
        for number in parties:
            cell = line.lines[number]
            name = _party(header.lines[number])
            for role in _roles_in_cell(plain(cell.text)) if name else ():
                row[role].append((name, cell.offset))
        rows.append(row)
    return rows if any(row["responsible"] or row["accountable"] for row in rows) else []


def _roles_in_cell(cell: str) -> tuple[str, ...]:
    """The roles that the letters of a cell mean, in the order of RACI; none if anything else stands in it."""
    words = _WORD.findall(cell.lower())
    letters = set()
    for word in words:
        if word in ROLES:
            letters.add(word[0])
        elif len(set(word)) == len(word) and set(word) <= _LETTERS.keys():
            letters |= set(word)
        elif word != "and":
            return ()
    return tuple(role for letter, role in _LETTERS.items() if letter in letters)


def _empty(activity: Line) -> Row:
    return {"activity": [(_shown(activity), activity.offset)], **{role: [] for role in ROLES}}


def _shown(cell: Line) -> str:
    return plain(cell.text)


def _party(cell: Line) -> str:
    return _WIKILINK.sub(r"\1", _shown(cell)).strip()


def _names(cell: Line) -> Iterator[tuple[str, int]]:
    shown = _WIKILINK.sub(r"\1", plain(cell.text, line_break="; ")).strip()
    if shown.lower() in _NOTHING:
        return
    cursor = 0
    for part in _BETWEEN.split(shown):
        name = part.strip()
        if name.lower() not in _NOTHING:
            at = cell.text.find(name, cursor)
            cursor = max(at, cursor)
            yield name, cell.offset + max(at, 0)
