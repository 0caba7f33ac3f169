"""Finds text in a body that may be a record: a title with labels below it, such as `**Owner:**`.

The title may be a heading, the title of an admonition, a list item, a bold line or a table cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct, field

from docgraph.model.location import Text
from docgraph.model.record import Record
from docgraph.parse.form.labels import bold_label, labels_in_line, labels_of
from docgraph.parse.form.sections import heading_of, name_in_heading
from docgraph.parse.markdown.blocks import Block, Line, Passage, blocks
from docgraph.parse.recovery.described_keys import describes_keys
from docgraph.parse.recovery.html_blocks import html_as_blocks
from docgraph.parse.recovery.label_pairs import NAME, Pair, head_of_names, nested_keys, pair_in, pair_of, shown_text
from docgraph.parse.recovery.printed_forms import form_of

_BOX = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]*)[^\"]{0,100}\"([^\"]{1,200})\"")
"""The first line of an admonition or a content tab; the group is its title."""
_BOLD = re.compile(r"(\*\*|__)([^*_].{0,120}?)\1[:\s]*")
_HEADING = re.compile(r"(#{1,6})(?=[^#\s])(.{1,200})")
"""A heading without a space, such as `#Title`, which Python-Markdown reads but CommonMark does not."""
_BELOW = re.compile(r":\s*(\S.*)")
"""The line with the value of a definition list, such as `: jane.doe` below `Owner`."""
_DEFINITION = re.compile(r":\s+")
_TASK = re.compile(r"\[[ xX]\]\s+")
_BESIDE = re.compile(r"(?<![\s|·•;,/–—-])[\s|·•;,/–—-]++(?=(\*\*|__)[^*_]{1,60}(?::\1|\1[ \t]*:))")
"""The separator before a second bold label on a line: ` · ` in `**Owner:** jane · **Status:** live`."""
BLANK = re.compile(r"<(?!/?(?:a|b|br|em|hr|i|img|span|strong)\b)[^<>!/]+>\s*\Z")
"""A placeholder at the end of a title, such as `<name>`. `heading_of` removes it because it looks like an HTML tag."""
_PAIR = 2


class Candidate(Struct, eq=False):
    """Text that may be a record: a title and the labels below it.

    - `level` is the level of the heading; 0 if the title is not a heading.
    - `form` is the normalized text in the title that names the kind, such as `agent hiring packet`.
    - `name` is the name of the record in the title.
    - `texts` maps each key to the values of its labels.
    - `marked` are the keys of bold labels and headings.
    - `parent` is set if the title may be just emphasized text. It is the candidate that contains the title.
    - `is_row` is set if the title is a cell of a table, and the other cells of its row are the values.
    - `is_top` is set if the title is above the first section.
    - `is_signed` is set if a label belongs to this kind only.
    - `owner_offset` is the offset of the first owner; 0 if there is none.
    """

    title: str
    offset: int
    name: str = ""
    level: int = 0
    form: str = ""
    parent: Candidate | None = None
    is_row: bool = False
    is_top: bool = True
    is_signed: bool = False
    owner_offset: int = 0
    texts: dict[str, list[str]] = field(default_factory=dict)
    marked: set[str] = field(default_factory=set)

    @property
    def owners(self) -> tuple[str, ...]:
        """The values of the labels for the owner."""
        return tuple(self.texts.get("owner", ()))

    def absorb(self, other: Candidate) -> None:
        """Add the labels of `other`, a candidate inside this candidate."""
        for key, texts in other.texts.items():
            self.texts.setdefault(key, []).extend(texts)
        self.marked |= other.marked
        self.is_signed |= other.is_signed
        self.owner_offset = self.owner_offset or other.owner_offset


def candidates(kind: type[Record], text: Text, start: int, *, loose: bool) -> list[Candidate]:
    """Find text in a body that may be a record of `kind`, in document order.

    With `loose`, list items, bold lines and lines such as `Agent: Mailer` are also titles.
    """
    reader = _Reader(kind, loose)
    reader.read(blocks(text, start), Candidate("", start))
    return reader.found


class _Reader:
    """Reads the blocks of a body, and collects each `Candidate` in `found`."""

    def __init__(self, kind: type[Record], loose: bool) -> None:
        self.kind = kind
        self.loose = loose
        self.found: list[Candidate] = []
        self.is_top = True
        self.values: list[str] | None = None
        """The values of the last label, to which text below is added; None if text below does not belong to it."""
        self.parent = ""
        """The normalized label below which nested labels are read."""

    def read(self, body: Sequence[Block], current: Candidate) -> Candidate:
        """Read the blocks below the title of `current`. Returns the candidate to which the text after them belongs."""
        outside: Candidate | None = None
        for block in _without_html(body):
            if outside is not None and block.type != "aside":
                current, outside = outside, None
            if block.type == "heading":
                current = self._heading(block, current)
            elif block.type == "paragraph":
                outside = current if any(map(_BOX.match, (line.text for line in block.lines))) else None
                current = self._lines(block.lines, current)
            elif block.type == "list":
                for item in block.children:
                    self._item(item, current)
            elif block.type == "table" and block.children:
                self._table(block, current)
            elif block.type in ("aside", "quote"):
                inner = self.read(block.children, current)
                current = inner if inner.level else current
        return current if outside is None else outside

    def _begin(
        self, title: str, offset: int, *, level: int = 0, form: str = "", parent: Candidate | None = None
    ) -> Candidate:
        form, name = (form, title) if form else form_of(self.kind, title) or ("", name_in_heading(self.kind, title))
        self.is_top = self.is_top and level <= 1
        found = Candidate(title, offset, name, level, form, parent, is_top=self.is_top)
        self.found.append(found)
        self.values, self.parent = None, ""
        return found

    def _named(self, pair: Pair, offset: int, current: Candidate) -> Candidate | None:
        """A new candidate below `current` for the line `Agent: Triage`, with the title `Triage`.

        None if such lines do not start a candidate here, or if the title is empty. `offset` is that of the line.
        """
        title = shown_text(pair.value).strip("*_ ")
        return self._begin(title, offset, form=self._form(pair), parent=current) if self.loose and title else None

    def _form(self, pair: Pair) -> str:
        return pair.label if head_of_names(self.kind).fullmatch(pair.label) else ""

    def _add(self, pair: Pair, current: Candidate, *, is_marked: bool = False) -> None:
        label = labels_of(self.kind).get(pair.label)
        inner = labels_in_line(label.nested, pair.value) if label and label.nested else []
        for name, inner_value in inner:
            self._add(Pair(name, nested_keys(self.kind, pair.label)[name], inner_value), current)
        value = "" if inner else shown_text(pair.value)
        values = current.texts.setdefault(pair.key, [])
        values.extend([value] if value else [])
        self.values = None if value else values
        self.parent = pair.label if label and label.nested else self.parent
        current.is_signed |= pair.is_sign
        current.marked |= {pair.key} if pair.is_marked or is_marked else set()
        if pair.key == "owner":
            current.owner_offset = current.owner_offset or pair.value.offset

    def _heading(self, block: Block, current: Candidate) -> Candidate:
        shown = heading_of(block)
        blank = BLANK.search(Passage(block.lines).raw)
        shown = f"{shown} {blank[0]}".strip() if blank and not shown.endswith(blank[0]) else shown
        pair = pair_of(self.kind, shown, Line(block.offset, "")) or pair_in(self.kind, Line(block.offset, shown))
        if pair is None or pair.key == NAME or (pair.value.text and pair.key != "owner"):
            return self._begin(shown, block.offset, level=block.level)
        self.is_top = self.is_top and block.level <= 1
        self._add(pair, current, is_marked=True)
        return current

    def _lines(self, lines: Sequence[Line], current: Candidate) -> Candidate:
        pieces = [piece for line in lines for piece in _pieces(line)]
        for line, below in zip_longest(pieces, pieces[1:]):
            pair = pair_in(self.kind, _after(_DEFINITION, line), self.parent)
            value = _BELOW.fullmatch(below.text) if below and pair is None else None
            if pair is None and (value or _BOLD.fullmatch(line.text)):
                term = Line(line.offset, value[1] if value else "")
                pair = pair_of(self.kind, shown_text(line), term, self.parent)
            title = self._title(line, pair, current)
            if title is None and value and pair is None and self.loose and pair_in(self.kind, Line(0, value[1])):
                title = self._begin(shown_text(line).strip("*_: "), line.offset, parent=current)
            if title is not None:
                current = title
            elif pair is not None and pair.key != NAME:
                self._add(pair, current)
            elif bold_label(line):
                self.values = None
            elif self.values is not None:
                self.values.append(shown_text(line))
        return current

    def _title(self, line: Line, pair: Pair | None, current: Candidate) -> Candidate | None:
        """A new candidate if a line is a title: the title of an admonition, bold text, or `Agent: Mailer`."""
        close = _HEADING.fullmatch(line.text)
        if close and form_of(self.kind, close[2].strip("# ")):
            return self._begin(close[2].strip("# "), line.offset, level=len(close[1]))
        if pair is not None:
            return self._named(pair, line.offset, current) if pair.key == NAME else None
        box, bold = _BOX.match(line.text), _BOLD.fullmatch(line.text)
        if box and (self.loose or form_of(self.kind, box[1])):
            return self._begin(box[1], line.offset, parent=current if self.loose else None)
        if bold and self.loose:
            return self._begin(shown_text(Line(line.offset, bold[2])).rstrip(": "), line.offset, parent=current)
        return None

    def _item(self, item: Block, current: Candidate) -> None:
        """Read a list item. Its first line is a title if there is text below it and it is not a label."""
        first, *below = item.children or (None,)
        line = first.lines[0] if first and first.type == "paragraph" and first.lines else None
        is_title = self.loose and line and (below or item.children[0].lines[1:])
        if line is None or not is_title or pair_in(self.kind, line, self.parent):
            self.read(item.children, current)
            return
        line = _after(_TASK, line)
        if self.values is not None:
            self.values.append(shown_text(line))
        title = self._title(line, None, current)
        title = title or self._begin(shown_text(line).rstrip(": "), line.offset, parent=current)
        self.read(below, self._lines(item.children[0].lines[1:], title))

    def _table(self, table: Block, current: Candidate) -> None:
        """Read a table with one record in each row, one label in each row, or one label in each column."""
        head, *rows = table.children
        pairs = [pair_of(self.kind, shown_text(cell), cell) for cell in head.lines]
        if head.lines and not shown_text(head.lines[0]):
            pairs[0] = Pair("", NAME, head.lines[0])
        names = [pair for pair in pairs if pair and pair.key == NAME]
        labelled = [pair is not None and pair.key != NAME for pair in pairs]
        if names and any(labelled):
            name = next(filter(self._form, names), names[0])
            for row in rows:
                self._row(row, pairs, name)
        elif all(labelled):
            for row in rows:
                self._cells(row, pairs, current)
        elif all(len(row.lines) == _PAIR for row in table.children):
            self._keys_and_values(table.children, current)

    def _row(self, row: Block, heads: Sequence[Pair | None], head: Pair) -> None:
        column = heads.index(head)
        title = shown_text(row.lines[column]) if len(row.lines) > column else ""
        if title:
            found = self._begin(title, row.lines[column].offset, form=self._form(head))
            found.is_row, found.name = True, title
            self._cells(row, heads, found)

    def _cells(self, row: Block, heads: Sequence[Pair | None], current: Candidate) -> None:
        for head, cell in zip(heads, row.lines, strict=False):
            if head is not None and head.key != NAME:
                self._add(Pair(head.label, head.key, cell, is_sign=head.is_sign), current)

    def _keys_and_values(self, rows: Sequence[Block], current: Candidate) -> None:
        pairs = [pair_of(self.kind, shown_text(row.lines[0]), row.lines[1], self.parent) for row in rows]
        if not any(pairs[1:]) or (not self.loose and describes_keys(self.kind, rows)):
            return  # the head of a column, such as `Owner`, or an explanation of keys
        for pair in filter(None, pairs):
            named = self._named(pair, pair.value.offset, current) if pair.key == NAME else None
            current = named or current
            if pair.key != NAME:
                self._add(pair, current)


def _pieces(line: Line) -> Iterator[Line]:
    """Yield the text of each bold label in a line: `**Owner:** jane · **Status:** live` is split in two."""
    start, first = 0, _after(_DEFINITION, line)
    if bold_label(first) is None:
        yield line
        return
    for beside in _BESIDE.finditer(line.text, first.offset - line.offset):
        yield Line(line.offset + start, line.text[start : beside.start()])
        start = beside.end()
    yield Line(line.offset + start, line.text[start:], line.hard)


def _after(start: re.Pattern[str], line: Line) -> Line:
    found = start.match(line.text)
    return Line(line.offset + found.end(), line.text[found.end() :], line.hard) if found else line


def _without_html(body: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks of a body, with HTML blocks converted to Markdown blocks."""
    lines: list[Line] = []
    for block in (*body, None):
        if block is not None and block.type == "html":
            lines.extend(block.lines)
            continue
        if lines:
            yield from html_as_blocks(Passage(tuple(lines)))
            lines = []
        if block is not None:
            yield block
