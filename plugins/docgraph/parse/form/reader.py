"""Reads fields from the body of a document: bold labels such as `**Owner:** jane.doe`, and headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.kinds import Decision
from docgraph.model.field_specs import fields_of
from docgraph.model.location import KeyPath, Text
from docgraph.model.record import Record
from docgraph.parse.form.fill import FormRecord
from docgraph.parse.form.labels import (
    SINGLE_LINE_LABELS,
    Label,
    bold_label,
    dashed_label,
    declared_labels,
    ended_key,
    fold_label,
    has_labels,
    head_labels,
    key_only,
    labels_in_line,
    labels_of,
    near_label,
    owner_row,
    owners_below,
    plain_label,
)
from docgraph.parse.form.misspellings import ended_label, owner_in_table, second_owner, unmarked_label, wrong_label
from docgraph.parse.form.onboarding import read_onboarding
from docgraph.parse.form.outline import labelled_blocks
from docgraph.parse.form.sections import Sections, heading_of
from docgraph.parse.form.values import LabelledField
from docgraph.parse.markdown.blocks import Block, Line, opens_aside
from docgraph.parse.raw_tree import RawProblem, RawTree

_DECISION = re.compile(r"decision\s*:\s*(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_LONGEST_LABEL = 4


def form_fields(
    kind: type[Record], text: Text, start: int, end: int | None = None, sections: Sections | None = None
) -> RawTree:
    """Read labels such as `**Owner:**` and their values. A label without a value only has an offset."""
    if not may_have_fields(kind, text.content[start:end]):
        return RawTree()
    return fields_in_blocks(kind, text, labelled_blocks(kind, text, start, end), sections or Sections(kind))


def may_have_fields(kind: type[Record], body: str) -> bool:
    """Whether `body` may contain labels of `kind`, such as `**Owner:**`. False is certain, true is not."""
    if ended_key(kind) and ("**" in body or "__" in body):
        return True
    may = bool(kind.labels) and has_labels(kind, body)
    return may or ("onboarding" in fields_of(kind) and "onboarding" in body.lower())


def fields_in_blocks(
    kind: type[Record], text: Text, body: Sequence[Block], sections: Sections | None = None, *, head: bool = True
) -> RawTree:
    """Read labels of `kind`, such as `**Owner:**`, and their values in `body`.

    With `head`, the labels of a decision need not be bold above the first section.
    """
    labels = head_labels(kind) if head else {}
    reading = _FormReader(kind, text, sections or Sections(kind, above=True))
    return reading.read(body, _Scope(labels, alone=False, head=True) if labels else _NO_SCOPE)


class _Scope(Struct, frozen=True):
    """The labels that need not be bold here, because they may be nested in the last label.

    `level` is the heading level of the last label; 0 if it is not a heading. With `alone`, other labels are reported.
    `head` is set above the first section of a decision, where the value of a label is one line.
    """

    labels: dict[str, KeyPath] = field(default_factory=dict)
    level: int = 0
    alone: bool = True
    head: bool = False

    def loosened(self) -> _Scope:
        """A copy in which other labels are not reported, for the text after an unknown label."""
        return replace(self, alone=False) if self.labels else self


_NO_SCOPE = _Scope()


class _FormReader:
    """Reads the blocks of one record and builds the tree of the record."""

    def __init__(self, kind: type[Record], text: Text, sections: Sections) -> None:
        self.kind = kind
        self.sections = sections
        self.labels = labels_of(kind)
        self.filling = FormRecord(kind, text)
        self.others: list[tuple[str, Line, int]] = []
        self.owners: list[tuple[str, Line]] = []
        """Labels such as `**Primary**` that are outside the label below which they name the owner."""
        self.plain: list[tuple[str, int]] = []
        self.body: Sequence[Block] = ()
        self.in_tables: list[Line] = []

    def read(self, body: Sequence[Block], scope: _Scope) -> RawTree:
        self.body = body
        self._section(body, scope)
        if "onboarding" in fields_of(self.kind):
            read_onboarding(body, self.filling.tree)
        for name, rest, offset in self.others:
            ended = [*ended_label(self.kind, name, rest, offset)]
            self.filling.tree.problems += ended or wrong_label(self.kind, self.filling, name, offset)
        for name, offset in self.plain:
            self.filling.tree.problems += unmarked_label(self.labels, self.filling, name, offset)
        self.filling.tree.problems += owner_in_table(self.filling, self.in_tables) if self.in_tables else ()
        self.filling.tree.problems += second_owner(self.filling, self.owners) if self.owners else ()
        return self.filling.tree

    def _section(self, body: Sequence[Block], scope: _Scope) -> None:
        field: LabelledField | None = None
        for block in body:
            if block.type == "heading":
                self._close(field)
                field, scope = self._under_heading(block, scope)
            elif block.type == "paragraph":
                # without a blank line between them, the title of an admonition and its text are one paragraph
                with self.sections.within_box(is_box=opens_aside([block])):
                    field, scope = self._paragraph(block, field, scope)
            elif block.type == "list":
                self._list(block, field, scope)
            elif block.type == "rule":
                self._close(field)
                field, scope = None, _NO_SCOPE
            elif block.type == "aside":
                with self.sections.within_box():
                    self._section(block.children, _NO_SCOPE if scope.head else scope)
            else:
                self.sections.pass_html(block)
                if block.type == "table" and (cells := owner_row(self.labels, block)):
                    self.in_tables += cells
                    self.filling.put_from_table(cells[1], is_of_other=bool(self.sections.other))
                if field is not None:
                    field.blocks.append(block)
            self.sections.has_text |= block.type not in ("heading", "html", "rule")
        self._close(field)

    def _under_heading(self, block: Block, scope: _Scope) -> tuple[LabelledField | None, _Scope]:
        heading = heading_of(block)
        title = _DECISION.match(heading) if self.kind is Decision else None
        if title:
            if not self.sections.above:
                self.filling.title(title[1].strip(), block.lines[0].offset)
            self.sections.enter(block.level)
            return None, scope if scope.head else _NO_SCOPE
        inner = scope if block.level > scope.level > 0 else _NO_SCOPE
        label = self._known(fold_label(heading.rstrip(": ")), inner)
        if label is not None and block.level == 1 and not self.sections.above and self._has_title():
            label = None
        is_title = label is None and self.sections.is_title(block, below_labels=bool(self.filling.tree.keys))
        bold = bold_label(block.lines[0]) if block.lines and label is None else None
        is_label = label is not None or bool(bold and self._known(bold[0], inner))
        self.sections.enter(block.level, "" if is_title or is_label else heading)
        if label is not None:
            nested = _Scope(label.nested, block.level) if label.nested else inner.loosened()
            return self._opened(label, block, heading=True), nested
        if is_title and scope.head and block.level == 1:
            inner = scope
        if bold:
            field, _ = self._paragraph(block, None, inner)
            self._close(field)
        return None, inner.loosened()

    def _has_title(self) -> bool:
        return sum(block.type == "heading" and block.level == 1 for block in self.body) == 1

    def _opened(self, label: Label, at: Block | Line, *, heading: bool = False, scoped: bool = False) -> LabelledField:
        """A field for a label, still without a value. `scoped` is set if the label is nested in another label."""
        if label.rest:
            self.filling.place(label.rest[:-1], at.offset)
        other = self.sections.other or ("" if scoped else self.sections.other_item)
        return LabelledField(label.key or label.rest, at.offset, heading, other)

    def _paragraph(
        self, block: Block, field: LabelledField | None, scope: _Scope
    ) -> tuple[LabelledField | None, _Scope]:
        """Read the labels in a paragraph. Returns the last label, which may continue, and the next scope."""
        here: list[Line] | None = None
        loose: list[Line] = []
        for line in block.lines:
            bold = bold_label(line)
            name, rest = bold or self._plain(line, scope)
            label = self._known(name, scope, bold is not None)
            if label is None and bold is not None:
                self.others += [(name, rest, line.offset)] if not self.sections.other else []
                if name in owners_below(self.kind) and not self.sections.other:
                    self.owners.append((name, rest))
                scope = scope.loosened()
            if label is None and bold is None and here is not None and self._wants_emphasis(line, field):
                continue
            if label is None and bold is None:
                (loose if here is None else here).append(line)
                continue
            self._close(self._with(field, block, loose))
            loose = []
            field, here = None, []
            if label is not None and bold is None and scope.head:
                # its value is one line: what follows is text
                self._close(LabelledField(label.key, line.offset, unmarked=True, lines=[rest]))
                here = None
            elif label is not None:
                field = self._opened(label, line, scoped=name in scope.labels)
                here = field.lines
                here.append(rest)
                self._in_line(label, rest)
                if name not in scope.labels:
                    scope = _Scope(label.nested)
        # under a heading, text before a list belongs to the heading's field
        return self._with(field, block, loose), scope if scope.level or not loose else scope.loosened()

    def _in_line(self, label: Label, rest: Line) -> None:
        for name, value in labels_in_line(label.nested, rest) if label.nested and not label.rest else ():
            field = self._opened(Label(label.nested[name]), value, scoped=True)
            field.lines.append(value)
            self._close(field)

    def _wants_emphasis(self, line: Line, field: LabelledField | None) -> bool:
        """Whether a line below a one-line field starts with a label that is not bold. If so, adds it to `plain`."""
        name, _ = plain_label(line) or ("", line)
        label = self.labels.get(name)
        if field is None or label is None or not {label.key[:1], field.key[:1]} <= SINGLE_LINE_LABELS:
            return False
        self.plain.append((name, line.offset))
        return True

    def _with(self, field: LabelledField | None, block: Block, loose: list[Line]) -> LabelledField | None:
        if field is not None and loose:
            field.blocks.append(replace(block, lines=tuple(loose)))
        return field

    def _list(self, block: Block, field: LabelledField | None, scope: _Scope) -> None:
        """Read the items that start with a label. The other items belong to the last label."""
        items = []
        for item in block.children:
            is_labelled = self._begins_with_label(item, scope)
            if field is None or not field.key or is_labelled:
                self._report_unknown_label(item, scope)
                with self.sections.within_item(item, is_labelled=is_labelled):
                    self._section(item.children, scope)
            else:
                items.append(item)
        if field is not None and items:
            field.blocks.append(replace(block, children=tuple(items)))

    def _report_unknown_label(self, item: Block, scope: _Scope) -> None:
        line = item.children[0].lines[0] if item.children and item.children[0].lines else None
        if line is None or not scope.labels or not scope.alone or self._begins_with_label(item, scope):
            return
        bold = bold_label(line)
        name, rest = bold or plain_label(line) or ("", line)
        is_reported = bold and (near_label(self.kind, name) or key_only(self.kind, name))
        if (
            name
            and rest.text
            and not is_reported
            and not rest.text.startswith("//")
            and len(name.split()) <= _LONGEST_LABEL
        ):
            known = ", ".join(f"`{label.capitalize()}:`" for label in declared_labels(self.kind, scope.labels))
            message = f"label `{name.capitalize()}` is not read here"
            self.filling.tree.problems.append(
                RawProblem(line.offset, "unknown-key", message, f"write one of {known}", ("labels",))
            )

    def _begins_with_label(self, item: Block, scope: _Scope) -> bool:
        if not item.children or not item.children[0].lines:
            return False
        line = item.children[0].lines[0]
        bold = bold_label(line)
        name, _ = bold or self._plain(line, scope)
        return self._known(name, scope, bold is not None) is not None

    def _plain(self, line: Line, scope: _Scope) -> tuple[str, Line]:
        labels = (plain_label(line), None if scope.head else dashed_label(line)) if scope.labels else ()
        found = next((label for label in labels if label and label[0] in scope.labels), ("", line))
        return ("", line) if scope.head and not found[1].text else found

    def _known(self, name: str, scope: _Scope, bold: bool = True) -> Label | None:
        if name in scope.labels:
            return Label(scope.labels[name])
        return self.labels.get(name) if bold else None

    def _close(self, field: LabelledField | None) -> None:
        if field is not None and field.key:
            self.filling.put(field)
