"""Builds the `RawTree` of a record from the labels in a body and the values after them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from docgraph.model.field_specs import fields_of
from docgraph.model.field_types import intended_day, normalize_choice
from docgraph.model.location import KeyPath, Text
from docgraph.model.record import Part, Record
from docgraph.model.remarks import remark_in
from docgraph.parse.absent_values import is_denied_end
from docgraph.parse.comma_list import split_commas
from docgraph.parse.form.action_text import assigned
from docgraph.parse.form.labels import SINGLE_LINE_LABELS
from docgraph.parse.form.values import (
    CHANNEL,
    SINCE,
    LabelledField,
    ListItem,
    field_items,
    field_text,
    name_text,
    struck_names,
)
from docgraph.parse.markdown.blocks import Line, plain_text, struck_texts
from docgraph.parse.raw_tree import RawProblem, RawTree

_REPLACES = re.compile(r"super[sc]edes:?\s+(\S.*)", re.IGNORECASE)
_REPLACED = re.compile(r"super[sc]eded[\s-]+by\b", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[([^\[\]]{1,200})\]\([^()]{1,500}\)")
_DAY = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")
_SPAN = re.compile(r"(?<![0-9-])[0-9]{4}-(?:Q[1-4]|H[12])\b")


class FormRecord:
    """Builder of the `RawTree` of one record.

    `listed` contains, by key path of a list, the values that were added to this list.
    """

    def __init__(self, kind: type[Record], text: Text) -> None:
        self.kind = kind
        self.text = text
        self.tree = RawTree()
        self.listed: dict[KeyPath, set[object]] = {}

    def title(self, title: str, offset: int) -> None:
        """Set the title, unless it is already set. `offset` is its position in the document."""
        if "title" not in self.tree.data:
            self.tree.data["title"] = title
            self.place(("title",), offset)

    def place(self, key: KeyPath, offset: int) -> None:
        """Record the position of the label for `key`, unless an earlier label for the key was recorded."""
        self.tree.keys.setdefault(key, offset)
        self.tree.marks.setdefault(key, offset)

    def put(self, field: LabelledField) -> None:
        """Add a label and its value to the tree. If the value is empty, only the position of the label is recorded."""
        if field.key in SINGLE_LINE_LABELS and (self._is_of_other(field) or not self._adds(field)):
            return
        if field.key == ("status",) and "supersedes" in fields_of(self.kind):
            self._put_relations(field)
        part: type[Part] = self.kind
        for step in field.key[:-1]:
            part = fields_of(part)[str(step)].part or part
        shape = fields_of(part)[str(field.key[-1])]
        if shape.many:
            items = field_items(field, shape)
            if shape.names_records and len(field.key) == 1 and (names := struck_names(field)):
                self.tree.struck.setdefault(str(field.key[0]), (tuple(names), field.offset))
            if shape.reference and "person" in shape.reference.to:
                items = [item for item in items if not CHANNEL.fullmatch(item.text)] or items
            if shape.names_records and any(map(SINCE.match, [item.text for item in items])):
                items = list(self._without_starts(field.key, items))
            self._items(field, items)
        else:
            info = part.model_fields[shape.name]
            free = info.annotation is str and not any(hasattr(mark, "func") for mark in info.metadata)
            value = field_text(field, free)
            if not is_denied_end(part, str(field.key[-1]), value.text):
                self._text(field, value, free)
        self.place(field.key, field.offset)

    def put_from_table(self, cell: Line, *, is_of_other: bool) -> None:
        """Record the owner in a table cell, or the struck-through name in it.

        The owner is not set. The recorded names are only compared with the owner of the record.
        """
        parts = (name_text(part) for part, _ in split_commas(plain_text(cell.text)))
        names = tuple(name for name in parts if any(map(str.isalnum, name)))
        if names and not is_of_other:
            self.tree.in_tables.setdefault("owner", (names, cell.offset))
        elif not is_of_other and (struck := struck_texts(cell.text)):
            self.tree.struck.setdefault("owner", (tuple(map(name_text, struck)), cell.offset))

    def _put_relations(self, field: LabelledField) -> None:
        """Read relations that adr-tools writes below `Status`, such as `Supersedes [2](2.md)`.

        Lines with `Supersedes` are moved to the key `supersedes`. Links after `Superseded by` are copied to
        `superseded-by`, and the earlier paragraphs of the status are dropped.
        """
        self._put_successors(field, field.inline.lines)
        for number, block in enumerate(field.blocks):
            if block.type != "paragraph":
                continue
            found = {line: _REPLACES.match(line.text) for line in block.lines}
            for line, match in found.items():
                if match:
                    rest = Line(line.offset + match.start(1), match[1])
                    self.put(LabelledField(("supersedes",), line.offset, other=field.other, lines=[rest]))
            field.blocks[number] = replace(block, lines=tuple(line for line in block.lines if not found[line]))
            self._put_successors(field, block.lines)
            if field.heading and block.lines and _REPLACED.match(block.lines[0].text):
                field.blocks[:number] = []
                break

    def _put_successors(self, field: LabelledField, lines: Sequence[Line]) -> None:
        if not lines or not _REPLACED.match(lines[0].text):
            return
        links = [(line, link) for line in lines for link in _LINK.finditer(line.text)]
        names = [Line(line.offset + link.start(1), link[1], hard=True) for line, link in links]
        if names:
            self.put(LabelledField(("superseded-by",), names[0].offset, other=field.other, lines=names))

    def _is_of_other(self, labelled: LabelledField) -> bool:
        """Whether a label is about another subject than the record.

        If so, and if it has a value, its position is added to `of_others`.
        """
        if labelled.other and (labelled.inline.raw or labelled.blocks):
            self.tree.of_others.setdefault(str(labelled.key[0]), (labelled.offset, labelled.other))
        return bool(labelled.other)

    def _adds(self, labelled: LabelledField) -> bool:
        """Whether to add the value of a label, given the labels before it.

        A bold label replaces an earlier plain label with the same key. A plain label after a bold label is ignored.
        """
        key, tree = str(labelled.key[0]), self.tree
        was_unmarked = key in tree.unmarked
        if key not in tree.data:
            tree.unmarked |= {key} if labelled.unmarked else set()
        elif labelled.unmarked != was_unmarked:
            if labelled.unmarked or not (labelled.inline.raw or labelled.blocks):
                return not labelled.unmarked
            del tree.data[key]
            self.listed.pop(labelled.key, None)
            tree.marks = {path: mark for path, mark in tree.marks.items() if path[0] != key}
            tree.unmarked -= {key}
        return True

    def _holder(self, key: KeyPath) -> dict[str, Any]:
        holder = self.tree.data
        for step in key[:-1]:
            holder = holder.setdefault(str(step), {})
        return holder

    def _without_starts(self, key: KeyPath, items: list[ListItem]) -> Iterator[ListItem]:
        """Yield the items that are names, and drop start dates such as `since 2026-01-01`.

        A dropped date is recorded as a problem, which is reported only if the date is after the as-of date.
        """
        for item in items:
            since = SINCE.match(item.text)
            if since is None:
                yield item
                continue
            remark = remark_in(item.text[since.end() :])
            if remark and remark.day:
                message = f"`{key[0]}` is declared `{item.text}`, which is after the as-of date"
                help = f"write the current `{key[0]}`, and change it on that date"
                problem = RawProblem(item.offset, "invalid-value", message, help, key[:1], starts=remark.day)
                self.tree.problems.append(problem)

    def _items(self, field: LabelledField, items: list[ListItem]) -> None:
        if not items:
            return
        values = self._holder(field.key).setdefault(str(field.key[-1]), [])
        self.tree.marks.setdefault(field.key, items[0].offset)
        for item in items:
            value = self._follow_up(item) if field.key == ("follow-up",) else item.text
            if self._is_new(field.key, value):
                path = (*field.key, len(values))
                values.append(value)
                self.tree.marks[path] = item.offset
                if isinstance(value, dict):
                    self._mark_follow_up(path, value, item)

    def _is_new(self, key: KeyPath, value: dict[str, str] | str) -> bool:
        """Whether the list under `key` does not contain the value yet. Also adds the value to `listed`."""
        before = self.listed.setdefault(key, set())
        mark = tuple(value.items()) if isinstance(value, dict) else value
        new = mark not in before
        before.add(mark)
        return new

    def _follow_up(self, item: ListItem) -> dict[str, str]:
        value = {"what": item.text}
        day = _DAY.search(item.text) or _SPAN.search(item.text)
        if day:
            value["on"] = day[0]
        done = "true" if item.done else assigned(item.text).done
        if done:
            value["done"] = done
        return value

    def _mark_follow_up(self, path: KeyPath, value: dict[str, str], item: ListItem) -> None:
        for key in value:
            self.tree.marks[(*path, key)] = item.offset
        if "on" in value:
            at = self.text.content.find(value["on"], item.offset, item.offset + 2 * len(item.text) + 100)
            self.tree.marks[(*path, "on")] = max(at, item.offset)

    def _text(self, field: LabelledField, value: ListItem, free: bool) -> None:
        """Set the value of a label that takes one value.

        A second value is appended on a new line if `free` is set. Otherwise two different values become a list, which
        validation rejects.
        """
        if not value.text or (not free and not value.text.strip("-–—")):
            return
        holder, key = self._holder(field.key), str(field.key[-1])
        before = holder.get(key)
        self.tree.marks.setdefault(field.key, value.offset)
        if before is None:
            holder[key] = value.text
        elif free:
            holder[key] = f"{before}\n{value.text}"
        else:
            texts = before if isinstance(before, list) else [before]
            known = {normalize_choice(intended_day(text) or text) for text in texts}
            again = normalize_choice(intended_day(value.text) or value.text) in known
            holder[key] = before if again else [*texts, value.text]
