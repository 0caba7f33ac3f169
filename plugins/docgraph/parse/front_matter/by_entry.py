"""Reads front matter that is invalid YAML key by key, as agent hosts do.

Each key without indentation and the lines up to the next one are parsed separately.
"""

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
"""A key without indentation."""
_VALUE_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*)$", re.MULTILINE)
_STRAY = re.compile(rf"^(?!{_ENTRY.pattern[1:]}|[ \t\r\n#]|- |[\]}}])[^\n]", re.MULTILINE)
"""A line without indentation that is neither a key nor part of a value."""
_INDENTED = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*+[ \t]+[^\s#]")
"""An indented line above the first key."""

_MOST_KEYS = 1_000
"""Maximum number of keys that are parsed separately, to limit the time."""


class _Entry(Struct, frozen=True):
    """A top-level key with its value. If the value is invalid YAML, it is read as text and `error` is the reason."""

    text: str
    tree: RawTree
    error: FrontMatterError | None = None

    @property
    def is_unquoted_text(self) -> bool:
        """Whether the value is a single line that would be valid YAML in quotes."""
        is_line = len(self.text.strip().splitlines()) == 1
        return is_line and self.error is not None and self.error.is_syntax_error

    def quoted(self) -> Iterator[Replacement]:
        """Yield the edit that puts the value in quotes."""
        for path, value in self.tree.data.items():
            yield Replacement(self.tree.marks[path,], value, quote_scalar(value))


class UnquotedTexts(Struct, frozen=True):
    """Front matter in which some values are only invalid because they lack quotes.

    `help` is the fix line for the first of these values. `edits` put all of them in quotes.
    """

    tree: RawTree
    help: str
    edits: tuple[Replacement, ...]


def entries_in(block: str, start: int = 0, composer: type[Composer] = Composer) -> RawTree:
    """Parse each top-level key separately. The value of a key is its text if it is invalid YAML.

    Of several equal keys, the first is used. `start` is the offset of `block` in the file.
    """
    return _merged(_entries(block, start, composer))


def with_unquoted_texts(block: str, start: int) -> UnquotedTexts | None:
    """Parse a block whose only errors are single-line values without the quotes they need; None for other errors.

    `start` is the offset of `block` in the document.
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
    first, _, below = value.partition("\n")
    items = [] if first.strip() else _VALUE_ITEM.findall(below)
    return [item.strip() for item in items] if items else value.strip()
