"""Reads YAML and TOML as agent hosts do: nested values, with the offset of every key.

Scalars become strings. Anchors and tags are allowed, unlike in documents.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from docgraph.definitions.private_keys import end_of_private_key
from docgraph.model.location import KeyPath
from docgraph.parse.front_matter.by_entry import entries_in
from docgraph.parse.front_matter.compose import Composer, compose
from docgraph.parse.front_matter.errors import FrontMatterError

_TOML_KEY = r"^[ \t]*(?:\[+[ \t]*)?[\"']?{}[\"']?[ \t]*(?:\]|=|\.)"


class FileValues:
    """The nested values of a file (`str`, `None`, `list`, `dict`), and the offsets of its keys.

    `error` says why the file is not valid and was read line by line; empty if it is valid. `help` is the edit that
    fixes the error, and `error_at` is its offset.
    """

    def __init__(
        self, data: dict[str, Any], offsets: dict[KeyPath, int], error: str = "", help: str = "", error_at: int = 0
    ) -> None:
        self.data = data
        self.offsets = offsets
        self.error = error
        self.help = help
        self.error_at = error_at

    def get(self, *path: str) -> Any:
        """The value at a path of keys; None if there is none."""
        value: Any = self.data
        for key in path:
            value = value.get(key) if isinstance(value, dict) else None
        return value

    def text(self, *path: str) -> str:
        """The text at a path of keys, on one line; empty if there is no scalar."""
        value = self.get(*path)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def lines(self, *path: str) -> str:
        """The text at a path of keys, with its line breaks; empty if there is no scalar."""
        value = self.get(*path)
        return value if isinstance(value, str) else ""

    def texts(self, *path: str, separator: str = ",") -> tuple[str, ...]:
        """The items of a list, or of a text with separators, without duplicates.

        A separator in parentheses does not count, as in `Bash(git add, git commit)`. With an empty `separator`, a text
        is one item.
        """
        value = self.get(*path)
        if isinstance(value, str):
            parts = split_outside_parentheses(value, separator) if separator else filter(None, [self.text(*path)])
            return tuple(dict.fromkeys(parts))
        if isinstance(value, list):
            return tuple(dict.fromkeys(item.strip() for item in value if isinstance(item, str) and item.strip()))
        return ()

    def texts_in_maps(self, *path: str, key: str) -> tuple[str, ...]:
        """The texts under `key` in a list of maps. Items that are no maps are left out."""
        value = self.get(*path)
        inner = (item.get(key) for item in value if isinstance(item, dict)) if isinstance(value, list) else ()
        return tuple(text for text in inner if isinstance(text, str))

    @property
    def is_unreadable(self) -> bool:
        """Whether no value could be read because of an error."""
        return bool(self.error) and not self.data


class _HostComposer(Composer):
    def __init__(self, start: int, block: str) -> None:
        super().__init__(start, block)
        self._anchors: dict[str, Any] = {}
        self._pending = ""

    def take(self, event: Any) -> None:
        anchor = getattr(event, "anchor", None)
        if type(event).__name__ == "AliasEvent":
            if anchor not in self._anchors:
                raise FrontMatterError("an alias is not defined", "quote the value", event.start_mark.index)
            self._put(self._anchors[anchor], self.start + event.start_mark.index)
            return
        self._pending = anchor or ""
        super().take(event)

    def _checked(self, event: Any) -> int:
        event.anchor = event.tag = None
        return super()._checked(event)

    @staticmethod
    def spelled(key: str) -> str:
        return key

    def _name(self, text: str, style: str | None, offset: int) -> None:  # noqa: ARG002
        self.keys[*self.path, text] = offset
        self.key = text

    def _put(self, value: Any, offset: int) -> KeyPath:
        if self._pending:
            self._anchors[self._pending], self._pending = value, ""
        return super()._put(value, offset)


def yaml_values(block: str, start: int = 0) -> FileValues:
    """The values of a YAML block. `start` is the offset of the block in its file.

    If the YAML is not valid, each key is read separately. The value of an invalid key is its text.
    """
    try:
        tree = compose(block, start, _HostComposer)
    except FrontMatterError as refused:
        tree, error = entries_in(block, start, _HostComposer), _without_values(refused, block, start)
        return FileValues(tree.data, tree.keys, error.message, error.help, error.offset)
    return FileValues(tree.data, tree.keys)


def yaml_items(block: str, start: int = 0) -> tuple[FileValues, ...]:
    """The maps in a YAML list; empty if the YAML is not a list.

    `start` is the offset of the block in its file.
    """
    above = "items:\n"
    try:
        tree = compose(above + block, start - len(above), _HostComposer) if block.startswith("- ") else None
    except FrontMatterError:
        return ()
    items = tree.data.get("items") if tree else None
    return tuple(
        FileValues(
            item,
            {path[2:]: offset for path, offset in tree.keys.items() if path[:2] == ("items", number) and path[2:]},
        )
        for number, item in enumerate(items if isinstance(items, list) else ())
        if tree and isinstance(item, dict)
    )


def _without_values(error: FrontMatterError, block: str, start: int) -> FrontMatterError:
    end_of_line = block.find("\n", max(error.offset - start, 0))
    if end_of_private_key(block, 0, end_of_line if end_of_line >= 0 else len(block)) is None:
        return error
    return FrontMatterError("the front matter is not valid YAML", "quote the values that are text", error.offset)


def toml_values(content: str) -> FileValues | str:
    """The values of a TOML file; if it is not valid, the error message."""
    try:
        data = tomllib.loads(content)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return str(error)
    offsets: dict[KeyPath, int] = {}
    for key in data:
        found = re.search(_TOML_KEY.format(re.escape(key)), content, re.MULTILINE)
        if found:
            offsets[key,] = found.start()
    return FileValues(as_texts(data), offsets)


def as_texts(value: Any) -> Any:
    """A value of JSON or TOML with all numbers, booleans and dates converted to strings.

    Invalid Unicode in strings is replaced. None stays None.
    """
    if isinstance(value, dict):
        return {as_texts(key): as_texts(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_texts(inner) for inner in value]
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "replace").decode("utf-8")
    if value is None:
        return None
    return str(value).lower() if isinstance(value, bool) else str(value)


def split_outside_parentheses(text: str, separator: str = ",") -> list[str]:
    """Split a text at separators that are not in parentheses. Empty items are left out.

    The separator `" "` is any white space.
    """
    parts, depth, begin = [], 0, 0
    for at, letter in enumerate(text):
        if letter == "(":
            depth += 1
        elif letter == ")":
            depth = max(depth - 1, 0)
        elif not depth and (letter == separator or (separator == " " and letter.isspace())):
            parts.append(text[begin:at])
            begin = at + 1
    parts.append(text[begin:])
    return [part.strip() for part in parts if part.strip()]
