"""Locations in documents, and the texts of documents. A text converts offsets to locations."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from codecs import BOM_UTF8
from functools import cached_property, lru_cache
from typing import NamedTuple

from docgraph.text.secrets import may_contain_secret

KeyPath = tuple[str | int, ...]
"""Keys and list indexes that lead from a record to a value: `("rows", 2, "accountable", 0)`."""


@lru_cache(65_536)
def interned(path: KeyPath) -> KeyPath:
    """A tuple equal to `path`. The function always returns the same tuple for equal paths.

    Thousands of documents have the same key paths, so sharing the tuples saves memory.
    """
    return path


_HEADER = re.compile(r"---[ \t]*(?=[\r\n])(?:.*?[\r\n])(?:---|\.\.\.)[ \t]*(?=[\r\n]|\Z)", re.DOTALL)
_COMMAS = re.compile(r",[\s,]*+")
_HEADING = re.compile(r"#{1,6}[ \t]")
_LINE_END = re.compile(r"\r\n|\r|\n")


class Location(NamedTuple):
    """A location in a document.

    `path` is relative to the project root; line and column start at 1.
    """

    path: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class DisplayBase(NamedTuple):
    """The folder to which displayed paths are relative.

    - `above` is the path from this folder to the project, if this folder contains the project.
    - `within` is the path from the project to this folder, if the project contains this folder.

    Each is empty or ends with `/`.
    """

    above: str = ""
    within: str = ""

    def path(self, path: str) -> str:
        """The path of a document relative to this folder."""
        inside = bool(self.within) and path.startswith(self.within)
        if inside or not self.above:
            return path[len(self.within) :] if inside else path
        # documents outside the folder of the settings have paths with `../`
        return posixpath.normpath(self.above + path) if path.startswith("../") else self.above + path

    def location(self, at: Location) -> Location:
        """The location with its path relative to this folder."""
        return at._replace(path=self.path(at.path))


PROJECT_ROOT = DisplayBase()
"""Displays paths relative to the project."""


_FAR = 1 << 32
"""Greater than every offset in a text. Offsets from here on are in inherited texts."""


class Text:
    """The decoded text of a file.

    Offsets are numbers of characters from the start. `inherited` are the texts of files from which the document
    inherits front matter. An offset in an inherited text is represented by a large number from `inherited_offset`.
    """

    def __init__(self, path: str, content: str, inherited: tuple[Text, ...] = ()) -> None:
        self.path = path
        self.content = content
        self.inherited = inherited
        self._pieces: dict[int, list[int]] = {}

    @classmethod
    def from_bytes(cls, path: str, content: bytes) -> Text:
        """The text of a UTF-8 file without its byte order mark. Invalid bytes become replacement characters."""
        return cls(path, content.removeprefix(BOM_UTF8).decode("utf-8", "replace"))

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of the first character of each line."""
        return [0, *map(re.Match.end, _LINE_END.finditer(self.content))]

    @cached_property
    def body_start(self) -> int:
        """The offset after the front matter; 0 if there is none."""
        header = _HEADER.match(self.content)
        return header.end() if header else 0

    @cached_property
    def may_contain_secret(self) -> bool:
        """Whether the text may contain a secret. Fast, and never false for a text with a secret."""
        return may_contain_secret(self.content)

    @staticmethod
    def inherited_offset(number: int, offset: int) -> int:
        """The number that represents `offset` in the inherited text `number` (from 0)."""
        return (number + 1) * _FAR + offset

    @staticmethod
    def is_local(offset: int) -> bool:
        """Whether an offset is in this text, not in an inherited text."""
        return offset < _FAR

    def at(self, offset: int) -> Location:
        """The location of an offset in this text.

        An offset of at least `n * _FAR` is in `inherited[n - 1]`, and has a location in that file.
        """
        if offset >= _FAR:
            number, offset = divmod(offset, _FAR)
            return self.inherited[number - 1].at(offset)
        line = bisect_right(self.line_starts, offset)
        return Location(self.path, line, offset - self.line_starts[line - 1] + 1)

    def source_text(self, offset: int, length: int) -> str:
        """The `length` characters at `offset`."""
        if offset >= _FAR:
            number, offset = divmod(offset, _FAR)
            return self.inherited[number - 1].source_text(offset, length)
        return self.content[offset : offset + length]

    def nth_item_offset(self, offset: int, number: int) -> int:
        """The offset of item `number` (from 0) in the comma-separated list at `offset`.

        The list must be in the front matter. If it has fewer items, returns `offset`.
        """
        if offset >= _FAR:
            far = offset // _FAR * _FAR
            return far + self.inherited[far // _FAR - 1].nth_item_offset(offset - far, number)
        begun = self._pieces.setdefault(offset, [offset])
        while len(begun) <= number:
            commas = _COMMAS.search(self.content, begun[-1], self.body_start)
            if commas is None:
                return offset
            begun.append(commas.end())
        return begun[number]

    def is_sole_value(self, offset: int, length: int) -> bool:
        """Whether an edit can replace a value without leaving a remark, comment or second line behind."""
        end = _LINE_END.search(self.content, offset + length)
        before = self.content[self.line_starts[self.at(offset).line - 1] : offset].strip()
        behind = self.content[offset + length : end.start() if end else None]
        following = self.content[end.end() : end.end() + 1] if end else ""
        if offset < self.body_start:
            return not behind.strip(" \t'\"") and following not in (" ", "\t")
        return bool(before) and not behind.strip() and following in ("", "\r", "\n", *"*_-+#|<>")

    def heading_above(self, offset: int | None) -> str:
        """The heading directly above a value; empty if there is none, or if a label precedes the value."""
        if offset is None or not self.is_local(offset):
            return ""
        number = self.at(offset).line
        if self.content[self.line_starts[number - 1] : offset].strip(" \t*+-"):
            return ""
        above = next((line for at in range(number - 1, 0, -1) if (line := self.line(at).strip())), "")
        return above.rstrip("# \t") if _HEADING.match(above) else ""

    def line(self, number: int) -> str:
        """The text of line `number` (from 1) without its line break; empty if there is no such line."""
        starts = self.line_starts
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] if number < len(starts) else len(self.content)
        return self.content[starts[number - 1] : end].rstrip("\r\n")
