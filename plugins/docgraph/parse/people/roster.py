"""Reads a CSV file of people. The first row names the columns, and each other row describes one person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from docgraph.kinds.person import Person, means_left
from docgraph.kinds.presence import names_last_day
from docgraph.model.adoption import Adoption
from docgraph.model.document import Document
from docgraph.model.field_specs import fields_of
from docgraph.model.finding import Related, Severity
from docgraph.model.limits import RECORDS, ROSTER_COLUMNS
from docgraph.model.location import KeyPath, Text
from docgraph.model.problem import Problem
from docgraph.model.settings import Settings
from docgraph.parse.adopted.adopt import Adopted
from docgraph.parse.adopted.read_values import read_values
from docgraph.parse.oversize import too_many_records
from docgraph.parse.people.csv_rows import CsvCell, csv_rows
from docgraph.parse.raw_tree import RawTree
from docgraph.parse.records import RecordBuilder
from docgraph.text.slug import fold, is_id, slugify
from docgraph.text.suggest import within_edits

_NAMES = {"team": "teams", **dict.fromkeys(("email", "e-mail", "mail"), "email")}
_COLUMNS = {**{key: key for key, field in fields_of(Person).items() if field.part is None}, **_NAMES}
"""Maps the name of a column to a docgraph key, or to `email`, an additional contact."""
_LISTS = frozenset(key for key, field in fields_of(Person).items() if field.many and field.part is None)
"""Docgraph keys whose cells may contain several values."""
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+")


def read_roster(text: Text, plan: Adoption, settings: Settings) -> Document:
    """Read a CSV file of people. `plan` maps its columns to docgraph keys."""
    roster = _Roster(text, plan)
    adopted = Adopted(plan, {key: name for key, name in roster.spellings.items() if key != name}, {})
    builder = RecordBuilder(text, roster.tree, len(text.content), Person, settings, adopted)
    people = tuple(builder.listed()) if roster.tree.data[Person.plural] else ()
    return Document(
        text,
        "",
        people,
        builder.collection,
        (*roster.problems, *builder.problems),
        (),
        (*roster.unread, *builder.unread),
        tuple(builder.shapes),
    )


class _Roster:
    """Converts the rows of a CSV file to the values of people.

    - `spellings` maps docgraph keys to the names of columns.
    - `unread` are the names and addresses of people without a valid id.
    """

    def __init__(self, text: Text, plan: Adoption) -> None:
        self.text = text
        self.tree = RawTree({Person.plural: []}, {(Person.plural,): 0})
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self.spellings: dict[str, str] = {}
        self._plan = plan
        self._titles: dict[str, int] = {}
        self._name_help = ""
        """The fix line for the first unknown column that may contain the names or ids."""
        self._unknown: dict[int, str] = {}
        """The names of unknown columns, by index."""
        rows = csv_rows(text.content)
        header = next(rows, [])
        if len(header) > ROSTER_COLUMNS:
            message = f"a roster with more than {ROSTER_COLUMNS:,} columns is not read"
            self._report("limit-reached", header[ROSTER_COLUMNS].offset, message, "delete columns about other things")
            return
        self._columns = list(self._read_header(header))
        if not {"id", "title"} & self.spellings.keys():
            self._report_no_names()
            return
        for row in islice(rows, RECORDS):
            self._add(row)
        if unread := next(rows, None):
            self.problems.append(too_many_records(text, unread[0].offset))

    def _report(self, rule: str, offset: int, message: str, help: str, key: KeyPath = ()) -> None:
        self.problems.append(Problem(rule, self.text.at(offset), message, help, key=key))

    def _read_header(self, header: list[CsvCell]) -> Iterator[str]:
        """Yield the docgraph key of each column. It is empty for a column that is not read."""
        keys = {_folded(theirs): ours for theirs, ours in self._plan.keys.items()}
        for number, cell in enumerate(header):
            name = _folded(cell.text)
            key = keys.get(name, _COLUMNS.get(name, name if name.startswith("x-") else None))
            if key is None:
                self._unknown_column(cell, name)
                self._unknown[number] = name
            elif key in self.spellings:
                message = f"`{cell.text}` and `{self.spellings[key]}` are the same column"
                self._report("duplicate-id", cell.offset, message, "delete one of the two columns")
                key = ""
            elif key and key not in _COLUMNS.values() and not key.startswith("x-"):
                self._foreign_column(cell, key)
                key = ""
            elif key:
                self.spellings[key] = cell.text
            yield key or ""

    def _report_no_names(self) -> None:
        """Report that no column contains ids or names. This replaces all other problems with columns."""
        help = self._name_help or "write the names of the columns into its first row, with commas between them"
        self.problems.clear()
        self._report("wrong-type", 0, "this roster has no column `id` or `title`", help)

    def _unknown_column(self, cell: CsvCell, name: str) -> None:
        if not name:
            return
        intended = Person.misspelled_keys.get(name)
        near = within_edits(name, sorted(_COLUMNS), 1) or ([intended] if isinstance(intended, str) else [])
        near = near or (["left"] if names_last_day(name) else [])
        hint = f"; did you mean `{near[0]}`?" if near else ""
        key = _COLUMNS.get(near[0], "") if near else ""
        entry = self._plan.entry("keys", cell.text, "contact" if key == "email" else key)
        help = f"add {entry}" if near else f"if it does not state who has left, add {entry}; otherwise name it `left`"
        if key in ("id", "title"):
            self._name_help = self._name_help or help
        self._report_column(cell, f"unknown column `{cell.text[:60]}` in a roster{hint}", help)

    def _foreign_column(self, cell: CsvCell, key: str) -> None:
        """Report a column that the settings map to a key of other kinds, as in `"Status" = "status"`."""
        message = f"the column `{cell.text[:60]}` of a roster is read as `{key}`, which is not a key of a person"
        self._report_column(cell, message, f"if it does not state who has left, rename it to `x-{key}`")

    def _report_column(self, cell: CsvCell, message: str, help: str) -> None:
        """Report a column that is not read. An error, because any column of a roster may state who has left."""
        at = self.text.at(cell.offset)
        key = ("columns", _folded(cell.text))
        self.problems.append(Problem("unknown-key", at, message, help, key=key, severity=Severity.ERROR))

    def _add(self, row: list[CsvCell]) -> None:
        for cell in row:
            if cell.is_unclosed:
                help = "close it, or write two quotes for a quote in a text"
                self._report("wrong-type", cell.offset, "the quote of this cell is not closed", help)
        extra = next((cell for cell in row[len(self._columns) :] if cell.text), None)
        if extra:
            message = f"this row has {len(row)} cells, but the roster has {len(self._columns)} columns"
            self._report("wrong-type", extra.offset, message, "quote a text that contains a comma")
        found = {key: cell for key, cell in zip(self._columns, row, strict=False) if key and cell.text}
        # read like keys of front matter, which are errors if they mean that the person left
        found |= {
            name: row[number]
            for number, name in self._unknown.items()
            if number < len(row) and name not in found and means_left(name, row[number].text)
        }
        values = {key: _listed(cell.text) if key in _LISTS else cell.text for key, cell in found.items()}
        entry = RawTree(values, {(key,): found[key].offset for key in found})
        read_values(entry, self._plan, Person, self.text)
        if not self._set_id(entry, row[0].offset):
            self.unread += [cell.text for key, cell in found.items() if key in ("title", "email")]
            return
        self._add_address(entry)
        self._compare_title(entry)
        prefix = (Person.plural, len(self.tree.data[Person.plural]))
        self.tree.data[Person.plural].append(entry.data)
        self.tree.marks[prefix] = row[0].offset
        for path, offset in entry.marks.items():
            self.tree.marks[prefix + path] = self.tree.keys[prefix + path] = offset

    def _set_id(self, entry: RawTree, begin: int) -> bool:
        """Set the id of a person: the value in the column `id`, or if there is no such column, a slug of the name.

        Returns False if the row has no valid id.
        """
        column = "id" if "id" in self.spellings else "title"
        name = entry.data.get(column, "")
        made = name if is_id(name) else slugify(name)
        if not made:
            what = f"`{self.spellings[column]}` of this row is empty" if not name else f"`{name[:60]}` is not an id"
            help = f"write an id of letters and digits into the column `{self.spellings[column]}`"
            self._report("wrong-type", entry.marks.get((column,), begin), what, help)
            return False
        if made != name and column == "id":
            self._add_alias(entry, name, entry.marks[column,])
        entry.data["id"] = made
        entry.marks.setdefault(("id",), entry.marks[column,])
        return True

    def _add_address(self, entry: RawTree) -> None:
        """Add the email address of a person as an alias, and as the contact if the person has no contact."""
        address = entry.data.pop("email", "")
        offset = entry.marks.pop(("email",), 0)
        if address and not entry.data.get("contact"):
            entry.data["contact"] = address
            entry.marks["contact",] = offset
        for name in dict.fromkeys((entry.data.get("contact", ""), address)):
            if _ADDRESS.fullmatch(name):
                self._add_alias(entry, name, offset or entry.marks["contact",])

    def _add_alias(self, entry: RawTree, name: str, offset: int) -> None:
        aliases = entry.data.get("aliases")
        if not isinstance(aliases, list):
            texts = aliases.split(",") if aliases else ()
            aliases = entry.data["aliases"] = [text.strip() for text in texts if text.strip()]
        entry.marks["aliases", len(aliases)] = offset
        aliases.append(name)

    def _compare_title(self, entry: RawTree) -> None:
        """Report a name that an earlier row also has. References to the name would be ambiguous."""
        title = entry.data.get("title", "")
        offset = entry.marks.get(("title",), 0)
        before = self._titles.setdefault(fold(title), offset) if title and "id" in self.spellings else offset
        if before != offset:
            message = f"`{title[:60]}` is the name of two people, so it resolves to neither"
            help = "add a middle name or a team to one of the two names, or delete a row that is there twice"
            other = (Related(self.text.at(before), "also here"),)
            at = self.text.at(offset)
            self.problems.append(Problem("duplicate-id", at, message, help, related=other, severity=Severity.WARNING))


def _listed(cell: str) -> str | list[str]:
    """The values in a cell: a list if it contains semicolons, else its text."""
    return [text.strip() for text in cell.split(";") if text.strip()] if ";" in cell else cell


def _folded(name: str) -> str:
    return "-".join(name.casefold().replace("_", " ").replace("-", " ").split())
