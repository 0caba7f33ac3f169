"""Reads the fields that people write into a body under bold labels and headings, and the entries of a decision log."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docgraph.kinds import Decision
from docgraph.model.location import KeyPath, Text
from docgraph.model.record import Part, Record
from docgraph.model.schema import Field, fields_of
from docgraph.source.markdown import Block, Line, Passage, blocks
from docgraph.source.prose import heading_text
from docgraph.source.template_labels import Label, bold_label, folded, labels_of, may_hold, plain_label
from docgraph.source.template_values import Item, Said, checked, item_text, items_of, text_of
from docgraph.source.tree import Tree

_DECISION = re.compile(r"decision\s*:\s*(\S.*)\Z", re.IGNORECASE | re.DOTALL)
_DAY = re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])")
_LONGEST_SLUG = 100
_ONBOARDING = {
    "registry": ("registry", "mcp", "identity"),
    "evals": ("eval",),
    "tracing": ("tracing", "trace", "dashboard"),
    "policy-tests": ("policy", "policies"),
    "runbook-raci": ("runbook", "raci"),
    "reviews": ("review", "30/60/90"),
}


def template_fields(kind: type[Record], text: Text, start: int, end: int | None = None) -> Tree:
    """What the body between two offsets says under the labels of `kind`; a label without a value has only a mark."""
    reading = _Reading(kind, text)
    if kind.labels and _may_say(kind, text.content[start:end]):
        reading.read(blocks(text, start, end))
    return reading.tree


def _may_say(kind: type[Record], body: str) -> bool:
    return may_hold(kind, body) or ("onboarding" in fields_of(kind) and "onboarding" in body.lower())


def decision_entries(text: Text, start: int) -> list[tuple[str, str, int, Tree]]:
    """The `## Decision: ...` sections of a log: id, title, offset of the heading, and what the section says."""
    if "decision" not in text.content[start:].lower():
        return []
    body = blocks(text, start)
    titles = [_decision_title(block) for block in body]
    entries: list[tuple[str, str, int, Tree]] = []
    used: set[str] = set()
    for number, (block, title) in enumerate(zip(body, titles, strict=True)):
        if title:
            after = range(number + 1, len(body))
            ends = (at for at in after if titles[at] or 0 < body[at].level <= block.level)
            reading = _Reading(Decision, text)
            reading.read(body[number + 1 : next(ends, len(body))])
            for key, offset in (("id", block.offset), ("title", block.lines[0].offset)):
                reading.tree.marks[(key,)] = reading.tree.keys[(key,)] = offset
            entries.append((_slug(title, used), title, block.offset, reading.tree))
    return entries


def _decision_title(block: Block) -> str:
    found = _DECISION.match(_heading(block)) if block.type == "heading" else None
    return found[1].strip() if found else ""


def _heading(block: Block) -> str:
    return heading_text(Passage(block.lines).raw)


def _slug(title: str, used: set[str]) -> str:
    """Words of ASCII letters and digits, joined by `-`; a number follows where the same words came before."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    base = "-".join(re.findall(r"[a-z0-9]+", ascii_only)) or "decision"
    slug, number = base[:_LONGEST_SLUG].rstrip("-"), 1
    while slug in used:
        number += 1
        ending = f"-{number}"
        slug = base[: _LONGEST_SLUG - len(ending)].rstrip("-") + ending
    used.add(slug)
    return slug


@dataclass(frozen=True, slots=True)
class _Scope:
    """The labels that may stand under the last one; `level` is that of its heading, 0 under a bold label."""

    labels: dict[str, KeyPath] = field(default_factory=dict)
    level: int = 0


_NOTHING = _Scope()


class _Reading:
    """Walks the blocks of one record and fills its tree."""

    def __init__(self, kind: type[Record], text: Text) -> None:
        self.kind = kind
        self.text = text
        self.labels = labels_of(kind)
        self.tree = Tree()

    def read(self, body: Sequence[Block]) -> None:
        self._section(body, _NOTHING)
        if "onboarding" in fields_of(self.kind):
            self._onboarding(body)

    def _section(self, body: Sequence[Block], scope: _Scope) -> None:
        said: Said | None = None
        for block in body:
            if block.type == "heading":
                self._close(said)
                said, scope = self._under_heading(block, scope)
            elif block.type == "paragraph":
                said, scope = self._paragraph(block, said, scope)
            elif block.type == "list":
                self._list(block, said, scope)
            elif block.type == "rule":
                self._close(said)
                said, scope = None, _NOTHING
            elif block.type == "aside":
                self._section(block.children, scope)
            elif said is not None:
                said.blocks.append(block)
        self._close(said)

    def _under_heading(self, block: Block, scope: _Scope) -> tuple[Said | None, _Scope]:
        written = _heading(block)
        title = _DECISION.match(written) if self.kind is Decision else None
        if title:
            self._title(title[1].strip(), block)
            return None, _NOTHING
        inner = scope if block.level > scope.level > 0 else _NOTHING
        label = self._known(folded(written.rstrip(": ")), inner)
        if label is not None:
            opened = Said(label.key or label.rest, block.offset, True)
            return opened, _Scope(label.nested, block.level) if label.nested else inner
        if block.lines and bold_label(block.lines[0]):
            said, _ = self._paragraph(block, None, inner)
            self._close(said)
        return None, inner

    def _title(self, title: str, block: Block) -> None:
        if "title" not in self.tree.data:
            self.tree.data["title"] = title
            self.tree.marks[("title",)] = self.tree.keys[("title",)] = block.lines[0].offset

    def _paragraph(self, block: Block, said: Said | None, scope: _Scope) -> tuple[Said | None, _Scope]:
        """Open a label for every line that begins with one; other lines go to the label that is open."""
        here: list[Line] | None = None
        loose: list[Line] = []
        for line in block.lines:
            bold = bold_label(line)
            name, rest = bold or plain_label(line) or ("", line)
            label = self._known(name, scope, bold is not None)
            if label is None and bold is None:
                (loose if here is None else here).append(line)
                continue
            self._close(self._with(said, block, loose))
            loose = []
            said, here = None, []
            if label is not None:
                said = Said(label.key or label.rest, line.offset, lines=[rest])
                here = said.lines
                if name not in scope.labels:
                    scope = _Scope(label.nested)
        return self._with(said, block, loose), scope

    def _with(self, said: Said | None, block: Block, loose: list[Line]) -> Said | None:
        if said is not None and loose:
            said.blocks.append(replace(block, lines=tuple(loose)))
        return said

    def _list(self, block: Block, said: Said | None, scope: _Scope) -> None:
        """Items that begin with a label are read for themselves; the others belong to the label that is open."""
        items = []
        for item in block.children:
            if said is None or not said.key or self._begins_with_label(item, scope):
                self._section(item.children, scope)
            else:
                items.append(item)
        if said is not None and items:
            said.blocks.append(replace(block, children=tuple(items)))

    def _begins_with_label(self, item: Block, scope: _Scope) -> bool:
        if not item.children or not item.children[0].lines:
            return False
        line = item.children[0].lines[0]
        bold = bold_label(line)
        name, _ = bold or plain_label(line) or ("", line)
        return self._known(name, scope, bold is not None) is not None

    def _known(self, name: str, scope: _Scope, bold: bool = True) -> Label | None:
        if name in scope.labels:
            return Label(scope.labels[name])
        return self.labels.get(name) if bold else None

    def _close(self, said: Said | None) -> None:
        if said is None or not said.key:
            return
        part: type[Part] = self.kind
        for step in said.key[:-1]:
            part = fields_of(part)[str(step)].part or part
        shape = fields_of(part)[str(said.key[-1])]
        self.tree.keys.setdefault(said.key, said.offset)
        if shape.many:
            self._put_items(said, items_of(said, shape))
        else:
            info = part.model_fields[shape.name]
            free = info.annotation is str and not any(hasattr(mark, "func") for mark in info.metadata)
            self._put_text(said, text_of(said, free), free)
        self.tree.marks.setdefault(said.key, said.offset)

    def _holder(self, key: KeyPath) -> dict[str, Any]:
        holder = self.tree.data
        for step in key[:-1]:
            holder = holder.setdefault(str(step), {})
        return holder

    def _put_items(self, said: Said, items: list[Item]) -> None:
        """Add items to a list; a label that stands twice adds what it did not say before."""
        if not items:
            return
        values = self._holder(said.key).setdefault(str(said.key[-1]), [])
        self.tree.marks.setdefault(said.key, items[0].offset)
        for item in items:
            value = self._follow_up(item) if said.key == ("follow-up",) else item.text
            if value not in values:
                path = (*said.key, len(values))
                values.append(value)
                self.tree.marks[path] = item.offset
                if isinstance(value, dict):
                    self._mark_follow_up(path, value, item)

    def _follow_up(self, item: Item) -> dict[str, str]:
        value = {"what": item.text}
        day = _DAY.search(item.text)
        if day:
            value["on"] = day[0]
        if item.done:
            value["done"] = "true"
        return value

    def _mark_follow_up(self, path: KeyPath, value: dict[str, str], item: Item) -> None:
        for key in value:
            self.tree.marks[(*path, key)] = item.offset
        if "on" in value:
            at = self.text.content.find(value["on"], item.offset, item.offset + 2 * len(item.text) + 100)
            self.tree.marks[(*path, "on")] = max(at, item.offset)

    def _put_text(self, said: Said, value: Item, free: bool) -> None:
        """Set a text; a second one goes on a free text, and makes a list of any other so that it does not pass."""
        if not value.text:
            return
        holder, key = self._holder(said.key), str(said.key[-1])
        before = holder.get(key)
        self.tree.marks.setdefault(said.key, value.offset)
        if before is None:
            holder[key] = value.text
        elif free:
            holder[key] = f"{before}\n{value.text}"
        elif value.text not in before:
            holder[key] = [*([before] if isinstance(before, str) else before), value.text]

    def _onboarding(self, body: Sequence[Block]) -> None:
        """The ticked and open boxes under an onboarding heading; a key is true when all boxes for it are ticked."""
        for item in _checklist(body):
            done = checked(item)
            words = item_text(item).lower()
            key = next((key for key, signs in _ONBOARDING.items() if any(_has(words, sign) for sign in signs)), "")
            if done is not None and key:
                ticks = self.tree.data.setdefault("onboarding", {})
                ticks[key] = "true" if done and ticks.get(key) != "false" else "false"
                self.tree.marks.setdefault(("onboarding",), item.offset)
                self.tree.marks.setdefault(("onboarding", key), item.offset)


def _has(words: str, sign: str) -> bool:
    return re.search(rf"(?<![a-z0-9]){re.escape(sign)}", words) is not None


def _checklist(body: Sequence[Block]) -> Iterator[Block]:
    level = 0
    for block in body:
        if block.type == "heading":
            if "onboarding" in _heading(block).lower():
                level = block.level
            elif block.level <= level:
                level = 0
        elif block.type == "list" and level:
            yield from block.children
