"""Reports dates in the body of a document on which a person left, because only the key `left` is read."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest
from typing import Any

from msgspec import Struct, field

from docgraph.kinds.ownership import is_day
from docgraph.kinds.presence import (
    bare_name,
    end_in,
    is_called_gone,
    names_departure,
    names_last_day,
    status_means_left,
)
from docgraph.model.location import Text
from docgraph.parse.form.labels import bold_label, dashed_label, fold_label, plain_label
from docgraph.parse.form.sections import heading_of
from docgraph.parse.last_days import help_for_label, not_read
from docgraph.parse.markdown.blocks import Block, Line, Passage, blocks, plain_text, struck_texts
from docgraph.parse.raw_tree import RawProblem, RawTree
from docgraph.text.slug import fold_words

DEPARTURE = re.compile(
    r"\b(?:left|last|final|end|ended|until|till|former|gone|inactive|fired|dismissed|closed|status|ex|alumn(?:a|i|us)|"
    r"(?:depart|exit|leav|offboard|quit|resign|retir|terminat)\w{0,8})\b[^\n:|]{0,48}(?:[:|]|[\r\n]|\Z)"
    r"|~~\S|<(?:s|del|strike)\b",
    re.IGNORECASE,
)
"""A word such as `left` or `until` near the end of a label, a table header or a heading, or struck-through text."""

_PAIR = 2
_LONGEST = 60
_NAME = re.compile(r"(?:full )?name|person|people|colleague|employee|member")
_JOINED = re.compile(r"(?:joined|hired)(?: on| date)?|employed since")
_PRESENCE = re.compile(
    rf"{_NAME.pattern}|{_JOINED.pattern}|start(?:ed)?(?: on| date)?|since|from|first day"
    r"|roles?|titles?|teams?|e ?mail|contact|status"
)
"""Headers of tables about employment. In such tables, a last day is the day on which a person left."""
_STATEMENT = re.compile(
    r"(?:has )?(?:left|departed|offboarded|resigned|retired|terminated)"
    r"(?: (?:the|our) (?:company|firm|organi[sz]ation))?(?:[\s:,(–—-]{1,5}([^()]{1,60}))?[).]{0,3}",
    re.IGNORECASE,
)
"""A line that only states that a person left, perhaps with the day: `Left the company on 2026-01-31`."""
_BOX = re.compile(r"\[([ xX])\][ \t]+")
_DEFINITION = re.compile(r":[ \t]+(\S.*)")
"""The line with the value of a definition list, such as `: 2026-01-31` below `Left`."""
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


class _Context(Struct, frozen=True):
    """The person that a section of the body is about.

    - `person` is the id; empty if the section is about no person.
    - `level` is the level of the heading that names the person.
    - `other` is set if the section is about a different topic.
    """

    person: str
    level: int = 0
    other: bool = False


class _Scan(Struct):
    """Collects problems in `found`, by id of the person.

    - `people` maps normalized names to ids.
    - `joined` maps ids to the days on which people joined.
    - `own` is the id of the person that the document describes; empty if it describes several people.
    """

    people: Mapping[str, str]
    own: str
    joined: Mapping[str, str]
    found: dict[str, list[RawProblem]] = field(default_factory=lambda: defaultdict(list))

    def section(self, body: Sequence[Block], context: _Context) -> None:
        heading: Block | None = None
        for block in body:
            if block.type == "heading":
                context = self._below(block, context)
                heading = block
                continue
            if block.type == "paragraph":
                if heading is not None:
                    self._report(heading_of(heading).rstrip(":"), Passage(block.lines).raw, heading.offset, context)
                for line, below in zip_longest(block.lines, block.lines[1:]):
                    self._line(line, below, context)
            elif block.type == "list":
                for item in block.children:
                    self._item(item, context)
            elif block.type == "table":
                self._table(block, context)
            elif block.type == "aside":
                self.section(block.children, context)
            heading = None

    def _below(self, heading: Block, context: _Context) -> _Context:
        title = heading_of(heading)
        self._report_struck(Passage(heading.lines), heading.offset, context)
        self._report_gone(title, heading.offset, self.own if heading.level == 1 else "")
        person = self.people.get(fold_words(title))
        if person:
            return _Context(person, heading.level)
        if names_last_day(title.rstrip(":")) or (self.own and heading.level == 1):
            return context
        level = context.level if self.own or heading.level > context.level else 0
        return _Context("", level, other=heading.level > 1)

    def _item(self, item: Block, context: _Context) -> None:
        first = item.children[0].lines[:1] if item.children else ()
        self._report_struck(Passage(first), item.offset, context)
        person = self.people.get(fold_words(plain_text(Passage(first).raw, keeps_struck=True)))
        about = _Context("" if context.other else person or "", context.level, other=not person or context.other)
        for block in item.children:
            self.section([block], context if block.type == "paragraph" and not person else about)

    def _line(self, line: Line, below: Line | None, context: _Context) -> None:
        box = _BOX.match(line.text)
        if box and box[1] == " ":
            return
        line = Line(line.offset, line.text[box.end() :]) if box else line
        bold = bold_label(line)
        # bold labels below a person's heading are read or reported by the form reader
        is_read = (self.own or context.level) and not box
        label = plain_label(line) or dashed_label(line) if bold is None else None if is_read else bold
        value = _DEFINITION.fullmatch(below.text) if below else None
        if value:
            self._report(fold_label(plain_text(line.text)).rstrip(": "), value[1], line.offset, context)
        elif label:
            self._report(label[0], label[1].text, line.offset, context)
        elif bold is None:
            self._statement(plain_text(line.text), line.offset, context)

    def _statement(self, text: str, offset: int, context: _Context) -> None:
        """Report a line such as `Left on 2026-01-31`."""
        stated = _STATEMENT.fullmatch(text)
        if stated and context.person and (not stated[1] or is_day(stated[1].strip())):
            day = (stated[1] or "").strip()
            if not self._is_before(day, context.person):
                message = f"`{text[:_LONGEST]}` is not read; only `left:` determines who is active"
                self._add(message, offset, context.person, end_in("left", day))

    def _table(self, table: Block, context: _Context) -> None:
        rows = [row.lines for row in table.children]
        for row in rows:
            if len(row) == _PAIR:
                self._report(fold_label(plain_text(row[0].text)).rstrip(": "), row[1].text, row[0].offset, context)
        head = [fold_label(plain_text(cell.text)) for cell in rows[0]] if rows else []
        is_about_people = all(not name or _PRESENCE.fullmatch(name) or names_last_day(name) for name in head)
        if not is_about_people or not any(_JOINED.fullmatch(name) or names_departure(name) for name in head):
            return
        for row in rows[1:]:
            self._report_struck(Passage(row[:1]), row[0].offset if row else 0, _Context(""))
        for column in (number for number, name in enumerate(head) if names_last_day(name)):
            for row in rows[1:]:
                if column < len(row):
                    about = self._of_row(head, row, context)
                    self._report(head[column], row[column].text, row[column].offset, about)

    def _of_row(self, head: Sequence[str], row: Sequence[Line], context: _Context) -> _Context:
        """The person that a table row is about.

        If the first column contains names, the person in the first cell. Else the person of the section, if the row
        contains only dates.
        """
        cells = [plain_text(cell.text) for cell in row]
        if _NAME.fullmatch(head[0]):
            return _Context(self.people.get(fold_words(cells[0]), ""))
        return context if all(is_day(cell) for cell in cells if fold_words(cell)) else _Context("")

    def _report_struck(self, name: Passage, offset: int, context: _Context) -> None:
        """Report a struck-through name of a person, unless the section is about a different topic."""
        person = "" if context.other else self.people.get(fold_words(" ".join(struck_texts(name.raw))), "")
        if person:
            message = f"the name of `{person}` is struck through; only `left:` determines who is active"
            help = "write `left: YYYY-MM-DD` in the front matter if this person left, else remove the markup"
            self.found[person].append(RawProblem(offset, "unknown-key", message, help, ("left",), unless_declared=True))

    def _report_gone(self, name: str, offset: int, person: str) -> None:
        """Report a remark that a person left beside a name, as in the heading `# Jane Doe (left)`.

        `person` is the id of the person that the section is about. If it is empty, the person with this name. A name
        that is also the title of the person is skipped, because the title has a problem already.
        """
        person = person or self.people.get(fold_words(bare_name(name)), "")
        if person and is_called_gone(name) and fold_words(name) not in self.people:
            message = not_read("Heading", name, "left")
            self._add(message, offset, person, end_in("title", name))

    def _report(self, label: str, value: str, offset: int, context: _Context) -> None:
        stated = plain_text(value)
        is_last = names_last_day(label) and is_day(stated) and not self._is_before(stated, context.person)
        if context.person and (is_last or (label == "status" and status_means_left(stated))):
            message, ends = not_read(label.capitalize(), stated, "left"), end_in(label, stated)
            self._add(message, offset, context.person, ends)

    def _add(self, message: str, offset: int, person: str, ends: date | None = None) -> None:
        help = help_for_label("left")
        problem = RawProblem(offset, "unknown-key", message, help, ("left",), unless_declared=True, ends=ends)
        self.found[person].append(problem)

    def _is_before(self, day: str, person: str) -> bool:
        """Whether a day is before the day on which the person joined.

        If the day is not in ISO format, only the years are compared.
        """
        joined = self.joined.get(person, "")
        stated = _ISO_DAY.fullmatch(day) or _YEAR.search(day)
        return stated is not None and stated[0] < joined[: len(stated[0])]


def departures(text: Text, body: int, entries: Sequence[Any], own: str = "") -> dict[int, list[RawProblem]]:
    """Problems with dates in the body on which people left, by index in `entries`.

    `entries` are people in the front matter, as maps. `own` is the id of the person that the document describes; empty
    if it describes several people. `body` is the offset of the body.
    """
    people: dict[str, str] = {}
    numbers: dict[str, int] = {}
    joined: dict[str, str] = {}
    for number, entry in enumerate(entries):
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            aliases = entry.get("aliases")
            names = (entry["id"], entry.get("title"), *(aliases if isinstance(aliases, list) else [aliases]))
            people |= {fold_words(name): entry["id"] for name in names if isinstance(name, str) and fold_words(name)}
            numbers.setdefault(entry["id"], number)
            joined.setdefault(entry["id"], str(entry.get("joined") or ""))
    scan = _Scan(people, own, joined)
    scan.section(blocks(text, body), _Context(own))
    return {numbers[person]: problems for person, problems in scan.found.items()}


def add_departures(stated: dict[int, RawTree], found: Mapping[int, list[RawProblem]]) -> None:
    """Add the problems in `found` to the trees in `stated` with the same index.

    Problems are skipped if the tree already has a value for `left`.
    """
    for number, problems in found.items():
        tree = stated.setdefault(number, RawTree())
        tree.problems += [] if tree.data.get("left") else problems
