"""Reads front matter that YAML rejects as agent hosts do: each key at the margin on its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from msgspec import Struct

from docgraph.model.fix import Replacement
from docgraph.parse.front_matter.compose import Composer, compose
from docgraph.parse.front_matter.errors import FrontMatterError
from docgraph.parse.raw_tree import RawTree
from docgraph.text.yaml_quote import quote_scalar

_ENTRY = re.compile(r"^(?P<key>[A-Za-z][\w.-]*)[ \t]*:(?=[ \t\r\n]|\Z)", re.MULTILINE)
"""A key at the margin."""
_VALUE_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*)$", re.MULTILINE)
_STRAY = re.compile(rf"^(?!{_ENTRY.pattern[1:]}|[ \t\r\n#]|- |[\]}}])[^\n]", re.MULTILINE)
"""A line at the margin that belongs to no key."""
_INDENTED = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+[ \t]+[^\s#]")
"""An indented line above the first key, whose value would not be read."""

_MOST_KEYS = 1_000
"""How many keys are read on their own, which bounds the time. No definition has as many."""


class _Entry(Struct, frozen=True):
    """A key at the margin, its tree, and the error because of which its value is text."""

    text: str
    tree: RawTree
    error: FrontMatterError | None = None

    @property
    def is_unquoted_text(self) -> bool:
        """Whether quotes around the value, which is in one line, correct the error."""
        is_line = len(self.text.strip().splitlines()) == 1
        return is_line and self.error is not None and self.error.is_syntax_error

    def quoted(self) -> Iterator[Replacement]:
        """The edit that quotes the text."""
        for path, value in self.tree.data.items():
            yield Replacement(self.tree.marks[path,], value, quote_scalar(value))


class UnquotedTexts(Struct, frozen=True):
    """The tree of a block in which some values are text without quotes.

    `help` is the fix line for the first of these values, and `edits` quote all of them.
    """

    tree: RawTree
    help: str
    edits: tuple[Replacement, ...]


def entries_in(block: str, start: int = 0, composer: type[Composer] = Composer) -> RawTree:
    """The tree of the keys at the margin of a block that starts at offset `start` of its file.

    The value of an entry that YAML rejects is its text. Of several entries with the same key, the first is read.
    """
    return _merged(_entries(block, start, composer))


def with_unquoted_texts(block: str, start: int) -> UnquotedTexts | None:
    """The tree of a block whose only errors are values of one line that would be valid in quotes.

    None if the block has other errors.
    """
    keys = [Composer.spelled(entry["key"]) for entry in _ENTRY.finditer(block)]
    if _STRAY.search(block) or _INDENTED.match(block) or len({*keys}) < len(keys) or len(keys) > _MOST_KEYS:
        return None
    entries = [*_entries(block, start, Composer)]
    refused = [entry for entry in entries if entry.error]
    if not all(entry.is_unquoted_text for entry in refused):
        return None
    edits = tuple(edit for entry in refused for edit in entry.quoted())
    key = block[: edits[0].offset - start].rpartition("\n")[2] if edits else ""
    return UnquotedTexts(_merged(entries), f"quote it: `{key}{edits[0].new}`", edits) if edits else None


def _merged(entries: Iterable[_Entry]) -> RawTree:
    merged = RawTree()
    for tree in (entry.tree for entry in entries):
        new = tree.data.keys() - merged.data.keys()
        merged.data |= {key: value for key, value in tree.data.items() if key in new}
        merged.marks |= {path: offset for path, offset in tree.marks.items() if path and path[0] in new}
        merged.keys |= {path: offset for path, offset in tree.keys.items() if path[0] in new}
    return merged


def _entries(block: str, start: int, composer: type[Composer]) -> Iterator[_Entry]:
    found = list(islice(_ENTRY.finditer(block), _MOST_KEYS))
    ends = [*(entry.start() for entry in found[1:]), len(block)]
    for entry, end in zip(found, ends, strict=False):
        text, offset = block[entry.start() : end], start + entry.start()
        try:
            yield _Entry(text, compose(text, offset, composer))
        except FrontMatterError as error:
            value = block[entry.end() : end]
            key, at = composer.spelled(entry["key"]), start + end - len(value.lstrip())
            yield _Entry(text, RawTree({key: _as_text(value)}, {(key,): at}, {(key,): offset}), error)


def _as_text(value: str) -> str | list[str]:
    """A value that YAML rejects: its list items, or else its text."""
    first, _, below = value.partition("\n")
    items = [] if first.strip() else _VALUE_ITEM.findall(below)
    return [item.strip() for item in items] if items else value.strip()
