"""Reads RACI tables. Their columns are RACI roles with names below, or people with RACI letters below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.model.fix import Replacement
from docgraph.model.limits import LIST_ITEMS, RACI_COLUMNS, RACI_ROWS
from docgraph.model.location import Text
from docgraph.parse.markdown.blocks import Block, Line, blocks, walk
from docgraph.parse.markdown.html_comments import without_comments
from docgraph.parse.raci.cells import (
    ROLES,
    Name,
    activity_by_head,
    cut_short,
    is_dotted,
    is_empty,
    letters_alone,
    marked_roles,
    names,
    near_role,
    only_counts,
    party,
    people_by_head,
    people_in_rows,
    roles_in_cell,
    roles_in_header,
    visible_cell_text,
)
from docgraph.parse.raci.dividers import activity_lines
from docgraph.parse.raci.legend import is_legend
from docgraph.parse.raw_tree import RawProblem, RawTree
from docgraph.text.slug import fold

_BAR = re.compile(r"(?<!\\)\|")


class TableRow(Struct, frozen=True):
    """A row of a RACI table: its activity, the offset of the activity, and the names for each RACI role."""

    activity: str
    offset: int
    roles: dict[str, list[Name]]

    @property
    def names_anyone(self) -> bool:
        """Whether the row assigns a RACI role to anyone."""
        return any(self.roles.values())


def raci_tables(text: Text, start: int) -> RawTree:
    """Read the rows of all RACI tables in a body, in order, under the key `rows`. `start` is the offset of the body."""
    found = RawTree()
    if text.content.find("|", start) < 0:
        return found
    turned, count = [], 0
    for table in walk(blocks(text, start)):
        if table.type != "table" or not table.children or count > RACI_ROWS:
            continue
        count += len(table.children) - 1
        if len(table.children[0].lines) > RACI_COLUMNS:
            message = f"a table with more than {RACI_COLUMNS:,} columns is not read"
            help = f"split the table into tables of at most {RACI_COLUMNS:,} columns"
            found.problems.append(_beyond(table.offset, message, help))
            continue
        lines = table.children[1 : len(table.children) - max(count - RACI_ROWS, 0)]
        if count > RACI_ROWS:
            message = f"only the first {RACI_ROWS:,} rows of a RACI are read"
            help = "move the other rows to another RACI"
            found.problems.append(_beyond(table.children[len(lines) + 1].offset, message, help))
        if all(roles_in_header(visible_cell_text(cell)) for cell in table.children[0].lines):
            continue
        reading = _TableReader(text, table.children[0], activity_lines(table.children[0], lines))
        if reading.is_turned():
            turned.append((table, reading))
        elif not (rows := reading.named()) and reading.has_people_in_rows():
            message = "the people of this RACI are in rows, so it is not read"
            help = "write a row for each activity, and a column for each person: `| Activity | jane.doe | sam.lee |`"
            found.problems.append(RawProblem(table.offset, "wrong-type", message, help, ("rows",)))
        elif rows := rows or reading.rows_of_letters():
            reading.check(rows)
            _fill(found, table, reading, rows)
    known = {name.casefold() for row in found.data.get("rows", ()) for role in ROLES for name in row[role]}
    for table, reading in turned:
        if not is_legend(reading.header, reading.lines, known):
            help = "write the roles as columns: `| Activity | Responsible | Accountable |`"
            message = "the roles of this RACI are in rows"
            found.problems.append(RawProblem(table.offset, "wrong-type", message, help, ("rows",)))
    return found


def _beyond(offset: int, message: str, help: str) -> RawProblem:
    return RawProblem(offset, "limit-reached", message, help, ("rows",))


def _fill(tree: RawTree, table: Block, reading: _TableReader, rows: Sequence[TableRow]) -> None:
    kept = tree.data.setdefault("rows", [])
    tree.marks.setdefault(("rows",), table.offset)
    tree.keys.setdefault(("rows",), table.offset)
    numbers: dict[int, int] = {}
    for line, row in zip(reading.lines, rows, strict=True):
        if not row.activity and not row.names_anyone:
            continue
        number = numbers[line.offset] = len(kept)
        kept.append({"activity": row.activity} | {role: [name.text for name in row.roles[role]] for role in ROLES})
        tree.marks[("rows", number)] = line.offset
        tree.marks[("rows", number, "activity")] = row.offset
        for role in ROLES:
            for place, name in enumerate(row.roles[role]):
                tree.marks.setdefault(("rows", number, role), name.cell)
                tree.marks[("rows", number, role, place)] = name.offset
    for begin, problem in reading.problems:
        row_of = numbers.get(begin)
        inside = problem.key or ("cells",)
        tree.problems.append(replace(problem, key=inside if row_of is None else ("rows", row_of, *inside)))


class _TableReader(Struct):
    """Reads a RACI table. Collects `problems`, each with the offset of its row."""

    text: Text
    header: Block
    lines: tuple[Block, ...]
    problems: list[tuple[int, RawProblem]] = field(default_factory=list)

    def named(self) -> list[TableRow]:
        """The rows of the table if its columns are RACI roles, else empty."""
        heads = [visible_cell_text(cell) for cell in self.header.lines]
        columns = [roles_in_header(head) or marked_roles(head) for head in heads]
        full = {role for head, roles in zip(heads, columns, strict=True) if not cut_short(head) for role in roles}
        columns = [
            () if cut_short(head) and {*roles} & full else roles for head, roles in zip(heads, columns, strict=True)
        ]
        misspelled = {number: near_role(head) for number, head in enumerate(heads) if not columns[number]}
        misspelled = {number: role for number, role in misspelled.items() if role and (role,) not in columns}
        for number, role in misspelled.items():
            columns[number] = (role,)
        role_names = {role for roles in columns for role in roles}
        if len(role_names) < 2 or all(columns) or not role_names & {"responsible", "accountable"}:
            return []
        for number, role in misspelled.items():
            head = self.header.lines[number]
            message = f"column `{visible_cell_text(head)}` is not a RACI role"
            now = role.capitalize()
            self._add(self.header, head.offset, "unknown-key", message, f"rename it to `{now}`", edit=(head.text, now))
        first = self._activity([number for number, roles in enumerate(columns) if not roles])
        rows = []
        for line in self.lines:
            row = _empty(line.lines[first])
            for roles, cell in zip(columns, line.lines, strict=False):
                for role in roles:
                    row.roles[role].extend(islice(dict.fromkeys(names(cell)), LIST_ITEMS + 1))
            rows.append(row)
        known = {name.text.lower() for row in rows for role in ROLES for name in row.roles[role]}
        others = (number for number, roles in enumerate(columns) if not roles and number != first)
        self._others(others, known, is_single_letter=False)
        return rows

    def rows_of_letters(self) -> list[TableRow]:
        """The rows of the table if its columns are people with RACI letters below, else empty."""
        parties = [number for number in range(1, len(self.header.lines)) if self._holds_letters(number)]
        heads = [party(cell) for cell in self.header.lines]
        with_letters = {*parties}
        first = self._activity([number for number in range(len(heads)) if number not in with_letters])
        again = self._again(parties)
        rows, others = [], []
        for line in self.lines:
            row = _empty(line.lines[first])
            seen: set[tuple[str, str]] = set()
            for number in parties:
                cell, head = line.lines[number], heads[number]
                roles = roles_in_cell(visible_cell_text(cell))
                for role in roles if head else ():
                    if number in again and (role, fold(head)) in seen:
                        continue
                    seen.add((role, fold(head)))
                    row.roles[role].append(Name(head, self.header.lines[number].offset, cell.offset))
                if not roles and not is_empty(cell) and head:
                    others.append((line, cell))
            rows.append(row)
        if not any(row.roles["responsible"] or row.roles["accountable"] for row in rows):
            return []
        for column in again.values():
            message = f"this RACI has a second column `{party(column)[:60]}`"
            help = "change the id in its header, or move its letters to the first such column and delete this one"
            self._add(self.header, column.offset, "conflicting-values", message, help, "rows", "columns")
        known = {heads[number].lower() for number in parties}
        named = {number for number in parties if heads[number]}
        unnamed = (number for number in range(len(heads)) if number != first and number not in named)
        self._others(unnamed, known, is_single_letter=True)
        for line, cell in others:
            message = f"`{visible_cell_text(cell)[:60]}` is not a RACI letter"
            help = "write R, A, C or I, or leave the cell empty"
            self._add(line, cell.offset, "invalid-value", message, help, "accountable")
        return rows

    def _again(self, parties: Sequence[int]) -> dict[int, Line]:
        """The headers that repeat an earlier header, by column index. Only the columns in `parties` are compared."""
        heads = {number: fold(party(self.header.lines[number])) for number in parties}
        first = {head: number for number, head in reversed(heads.items())}
        return {number: self.header.lines[number] for number, head in heads.items() if head and first[head] != number}

    def _others(self, numbers: Iterable[int], known: set[str], is_single_letter: bool) -> None:
        """Report columns among `numbers` that contain names or RACI letters but are not read.

        `known` are the names in the columns that are read. With `is_single_letter`, one cell with letters is enough to
        report a column, else all cells must be letters.
        """
        for number in numbers:
            filled = [line.lines[number] for line in self.lines if not is_empty(line.lines[number])]
            with_letters = (any if is_single_letter else all)(map(letters_alone, filled))
            if not filled:
                continue
            if with_letters:
                what = "letters, but its header is not a party"
                help = "write a valid person, role, agent or team id in its header"
            elif people_by_head(self.header.lines[number]) or any(self._names_people(cell, known) for cell in filled):
                what = "names, but is not a RACI role"
                help = "rename it to Responsible, Accountable, Consulted or Informed"
            else:
                continue
            head = self.header.lines[number]
            column = (
                f"column `{visible_cell_text(head)[:60]}`" if visible_cell_text(head) else "column without a header"
            )
            at = head.offset if visible_cell_text(head) else filled[0].offset
            message = f"the {column} contains {what}, so it is not read"
            self._add(self.header, at, "unknown-key", message, f"{help}, or delete the column")

    def _names_people(self, cell: Line, known: set[str]) -> bool:
        named = [name.text.lower() for name in names(cell)]
        return bool(named) and all(name in known or is_dotted(name) for name in named)

    def _holds_letters(self, number: int) -> bool:
        """Whether at least half of the non-empty cells of a column are RACI letters."""
        filled = [line.lines[number] for line in self.lines if not is_empty(line.lines[number])]
        count = sum(bool(roles_in_cell(visible_cell_text(cell))) for cell in filled)
        return count * 2 >= len(filled) and not any(role in party(self.header.lines[number]).lower() for role in ROLES)

    def _activity(self, columns: list[int]) -> int:
        """The index of the column with the activities: by its header, else the first that does not number the rows."""
        named = (number for number in columns if activity_by_head(self.header.lines[number]))
        others = (number for number in columns if not only_counts(self.header.lines[number]))
        return next(named, next(others, columns[0]))

    def has_people_in_rows(self) -> bool:
        """Whether each row is a person and each column an activity."""
        columns = range(1, len(self.header.lines))
        return people_in_rows(self.header.lines[0]) and any(map(self._holds_letters, columns))

    def is_turned(self) -> bool:
        """Whether each row is a RACI role."""
        first = [
            roles_in_header(visible_cell_text(line.lines[0])) for line in self.lines if not is_empty(line.lines[0])
        ]
        role_names = {role for roles in first for role in roles}
        return all(first) and len(role_names) > 1 and bool(role_names & {"responsible", "accountable"})

    def check(self, rows: Sequence[TableRow]) -> None:
        """Report rows without an activity, and rows with more cells than the header."""
        width = len(self.header.lines)
        for line, row in zip(self.lines, rows, strict=True):
            if not row.activity and row.names_anyone:
                message = "this row of the RACI names people but no activity"
                help = "write what is done in the row"
                self._add(line, line.offset, "wrong-type", message, help, "activity")
            cells = _cells(self.text.line(self.text.at(line.offset).line))
            if cells > width:
                message = f"this row has {cells} cells and the header {width}; the last ones are cut off"
                help = "add a column for every cell, or write `\\|` for a bar inside a cell"
                self._add(line, line.offset, "wrong-type", message, help)

    def _add(
        self,
        line: Block,
        offset: int,
        fault: str,
        message: str,
        help: str,
        *key: str,
        edit: tuple[str, str] | None = None,
    ) -> None:
        replacement = Replacement(offset, *edit) if edit else None
        self.problems.append((line.offset, RawProblem(offset, fault, message, help, key, replacement)))


def _cells(line: str) -> int:
    inside = without_comments(line).strip().lstrip("> ").removeprefix("|").rstrip()
    inside = inside[:-1] if inside.endswith("|") and not inside.endswith("\\|") else inside
    return len(_BAR.findall(inside)) + 1


def _empty(activity: Line) -> TableRow:
    return TableRow(visible_cell_text(activity), activity.offset, {role: [] for role in ROLES})
