"""Determines whether a label describes the record, or only a section, an admonition or a list item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any

from docgraph.kinds import spellings_of
from docgraph.model.finding import Related
from docgraph.model.location import KeyPath, Text
from docgraph.model.record import Record
from docgraph.parse.markdown.blocks import Block, Passage, plain_text
from docgraph.parse.markdown.links import heading_text
from docgraph.parse.raw_tree import RawTree
from docgraph.text.slug import fold_words

_NAMED = re.compile(r"([^:–—]{1,60}?)\s*[:–—]\s*(\S.*)", re.DOTALL)
_NUMBER = re.compile(r"\(?[0-9]{1,3}[.)]\s+")
_TAG = re.compile(r"<(/?)(?:details|aside|blockquote)\b", re.IGNORECASE)
_BOX = "this box"
_LONGEST = 60


def heading_of(block: Block) -> str:
    """The visible text of a heading."""
    return heading_text(Passage(block.lines).raw)


class Sections:
    """Tracks the headings, admonitions and list items around the current label of a record.

    - `names` are the id and the title of the record.
    - `above` is set below the title of the record.
    - `declared` is set if the front matter has a title. Then a first heading of level 2 or more is the title only if it
      is one of `names`.
    """

    def __init__(
        self, kind: type[Record], names: Iterable[str] = (), *, above: bool = False, declared: bool = False
    ) -> None:
        self.kind = kind
        self._names = tuple(names)
        self.above = above
        self.declared = declared
        self.has_text = False
        self.level = 0
        self.section = ""
        self.boxes: list[str] = []
        self.items: list[tuple[str, bool]] = []
        """For each enclosing list item: its text, and whether labels in it do not describe the record."""

    @cached_property
    def names(self) -> set[str]:
        """The id and the title of the record, normalized with `fold_words`."""
        return {fold_words(name) for name in self._names} - {""}

    @property
    def other(self) -> str:
        """The section or admonition that a label here describes; empty if it describes the record."""
        return self.boxes[-1] if self.boxes else self.section

    @property
    def other_item(self) -> str:
        """The list item that a label here describes; empty if it describes the record."""
        text, is_other = self.items[-1] if self.items else ("", False)
        return f"the list item `{text[:_LONGEST]}`" if is_other else ""

    def is_title(self, heading: Block, *, below_labels: bool) -> bool:
        """Whether a heading is the title of the record.

        It is if its text is a name of the record or only the kind of the record. The first heading of the document also
        adds a name of the record, unless labels are above it (`below_labels`).
        """
        shown = heading_of(heading)
        named = _NAMED.fullmatch(shown)
        is_form = names_kind(self.kind, named[1] if named else shown)
        name = fold_words(shown if not is_form else named[2] if named else "")
        is_first = not self.above and not below_labels
        may_be = heading.level == 1 or (not self.declared and (is_form or not self.has_text))
        if is_first and may_be and name:
            self.names.add(name)
        return name in self.names or not name

    def enter(self, level: int, other: str = "") -> None:
        """Start the section of a heading of this level.

        `other` is the text of the heading. It is empty if the section describes the record.
        """
        if level <= self.level:
            self.level, self.section = 0, ""
        if other:
            self.level = self.level or level
            self.section = f"section `{other[:_LONGEST]}`"
        self.above = True

    def pass_html(self, block: Block) -> None:
        """Track HTML tags such as `<details>` and `</details>`, between which labels do not describe the record."""
        raw = "" if block.lines and block.lines[0].text.startswith("<!--") else Passage(block.lines).raw
        for tag in _TAG.finditer(raw):
            if not tag[1]:
                self.boxes.append(_BOX)
            elif self.boxes:
                self.boxes.pop()

    @contextmanager
    def within_box(self, *, is_box: bool = True) -> Iterator[None]:
        """A context manager for the content of an admonition or tab. Sections in it end with it."""
        outside = self.level, self.section, self.above, [*self.boxes]
        self.boxes += [_BOX] if is_box else []
        yield
        self.level, self.section, self.above, self.boxes = outside

    @contextmanager
    def within_item(self, item: Block, *, is_labelled: bool) -> Iterator[None]:
        """A context manager for the content of a list item.

        Labels in it describe the record only if the item is not nested and starts with a label.
        """
        first = item.children[0].lines[:1] if item.children else ()
        text = self.items[-1][0] if is_labelled and self.items else plain_text(Passage(first).raw)
        boxes = [*self.boxes]
        self.items.append((text, bool(self.items) or not is_labelled))
        yield
        self.items.pop()
        self.boxes = boxes


def of_others(text: Text, body: RawTree, data: Mapping[str, Any], prefix: KeyPath) -> dict[str, tuple[Related, ...]]:
    """Locations of labels that do not describe the record, by key. Only for keys that are empty in `data`."""
    where = "right below the heading of the record" if prefix else "above the first heading or in the front matter"
    return {
        key: (Related(text.at(offset), f"`{key.capitalize()}` here belongs to {other}; write it {where}"),)
        for key, (offset, other) in body.of_others.items()
        if data.get(key) in (None, "", [], {})
    }


def name_in_heading(kind: type[Record], shown: str) -> str:
    """The name in a heading: `Refunds` for `1. Agent: Refunds`."""
    shown = _NUMBER.sub("", shown, count=1) if _NUMBER.match(shown) else shown
    named = _NAMED.fullmatch(shown)
    return named[2] if named and names_kind(kind, named[1]) else shown


def names_kind(kind: type[Record], text: str) -> bool:
    """Whether `text` only names a kind, such as `agent` or `agent hiring packet`."""
    return _form(kind).fullmatch(fold_words(text)) is not None


@cache
def _form(kind: type[Record]) -> re.Pattern[str]:
    words = "|".join(sorted(map(fold_words, spellings_of(kind))))
    return re.compile(rf"(?:{words})(?: (?:hiring )?packet| card| form| sheet| profile)?")
