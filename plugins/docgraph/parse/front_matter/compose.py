"""Parses front matter from YAML events, with size limits and the offset of every value.

Every scalar becomes a string. Aliases, merge keys, tags, duplicate keys and second documents are rejected. This module
does not know the kinds of records.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, NoReturn

import yaml

from docgraph.model.limits import FRONT_MATTER_BYTES, FRONT_MATTER_DEPTH, FRONT_MATTER_VALUES
from docgraph.model.location import KeyPath, interned
from docgraph.parse.front_matter.errors import FrontMatterError, explain_error, missing_space_after_colon
from docgraph.parse.raw_tree import RawTree

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_NESTED = "maximum nesting depth"
"""The error of PyYAML 6.0.4 for deep nesting. It is raised before the events from which docgraph computes the depth."""
_OPENERS = re.compile(r"[\[{]")
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(block: str, start: int = 0, composer: type[Composer] | None = None) -> RawTree:
    """Parse a YAML block. `start` is the offset of the block in the document.

    Raises `FrontMatterError` if the block is invalid or exceeds a limit.
    """
    if len(block) > FRONT_MATTER_BYTES:
        raise FrontMatterError("the front matter is larger than 1 MiB", "move the text below the front matter", start)
    composing = (composer or Composer)(start, block)
    event: Any = None
    try:
        loader = _Loader(block)
        event = loader.get_event()
        while event is not None:
            composing.take(event)
            event = loader.get_event()
    except yaml.YAMLError as error:
        if _NESTED in str(getattr(error, "problem", "")):
            composing.refuse_depth(composing.first_too_deep(event.end_mark.index if event else 0))
        refused = explain_error(error, block, start, composing.wrapped)
        refused.is_syntax_error = True
        raise refused from None
    if composing.root is None:
        return RawTree()
    if not isinstance(composing.root, dict):
        problem = (
            missing_space_after_colon(block, start, composing.marks[()] - start)
            if isinstance(composing.root, str)
            else None
        )
        if problem:
            raise problem
        raise FrontMatterError(
            "the front matter is not a map of keys to values", "write it as lines of `key: value`", composing.marks[()]
        )
    return RawTree(composing.root, composing.marks, composing.keys)


class Composer:
    """Builds a tree from YAML events.

    `stack` contains, for each list or map that is still open, the list or map, its key path and the current key.
    """

    def __init__(self, start: int, block: str) -> None:
        self.start = start
        self.block = block
        self.root: Any = None
        self.marks: dict[KeyPath, int] = {}
        self.keys: dict[KeyPath, int] = {}
        self.stack: list[tuple[Any, KeyPath, str | None]] = []
        self.top: Any = None
        self.path: KeyPath = ()
        self.key: str | None = None
        self.wrapped: tuple[int, int] | None = None
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        """Add the value of the next YAML event to the tree. Raises `FrontMatterError` if it is not allowed."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            offset = self._checked(event)
            text, style = event.value, event.style
            if style is not None and style in "'\"" and event.start_mark.line < event.end_mark.line:
                self.wrapped = (event.start_mark.index, event.end_mark.index)
            if self.key is None and type(self.top) is dict:
                self._name(text, style, offset)
            else:
                self._put(None if not style and text in _NULLS else text, offset)
        elif kind is yaml.MappingStartEvent:
            self._open({}, self._checked(event))
        elif kind is yaml.SequenceStartEvent:
            self._open([], self._checked(event))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.top, self.path, self.key = self.stack.pop()
        elif kind is yaml.AliasEvent:
            offset = self.start + event.start_mark.index
            refuse("aliases (`*name`) are not allowed", "write the value out, or quote it", offset)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                offset = self.start + event.start_mark.index
                refuse("a second YAML document starts here", "keep one block of keys between the fences", offset)

    def _checked(self, event: Any) -> int:
        """The offset of a value. Raises `FrontMatterError` for anchors, tags, and too many values."""
        offset: int = self.start + event.start_mark.index
        self.nodes += 1
        if self.nodes > FRONT_MATTER_VALUES:
            refuse(f"more than {FRONT_MATTER_VALUES:,} keys and values", "split the document", offset)
        if event.anchor is not None:
            refuse("anchors (`&name`) are not allowed", "write the value out, or quote it", offset)
        if event.tag is not None:
            refuse(f"tags (`{event.tag[:40]}`) are not allowed", "remove the tag, or quote the value", offset)
        return offset

    def refuse_depth(self, offset: int) -> NoReturn:
        """Raise `FrontMatterError` for a list or map at `offset` that is nested too deeply."""
        refuse(f"values are nested deeper than {FRONT_MATTER_DEPTH}", "flatten them", offset)

    def first_too_deep(self, index: int) -> int:
        """The offset of the first bracket after `index` that is nested too deeply."""
        openers = [opener.start() for opener in islice(_OPENERS.finditer(self.block, index), FRONT_MATTER_DEPTH + 1)]
        number = FRONT_MATTER_DEPTH - len(self.stack)
        return self.start + (openers[number] if number < len(openers) else index)

    @staticmethod
    def spelled(key: str) -> str:
        """A key as it is stored in the tree, with `-` for `_`."""
        return key.replace("_", "-")

    def _name(self, text: str, style: str | None, offset: int) -> None:
        if text == "<<":
            refuse("merge keys (`<<`) are not allowed", "write the keys out", offset)
        key = text.replace("_", "-")  # as `spelled`, which would be a call for each key
        if not key.strip() or (not style and text in _NULLS):
            refuse("a key is empty", "give the value a key", offset)
        path = interned((*self.path, key))
        if path in self.keys:
            raise FrontMatterError(
                f"duplicate key `{key}`", "keep one of the two", offset, (self.keys[path], f"first `{key}`")
            )
        self.keys[path] = offset
        self.key = key

    def _open(self, value: Any, offset: int) -> None:
        if len(self.stack) >= FRONT_MATTER_DEPTH:
            self.refuse_depth(offset)
        if self.key is None and type(self.top) is dict:
            if self.block.startswith("{{", offset - self.start - 1):
                help = "write the value itself, or quote it; templates are not evaluated"
                refuse("`{{` starts a template", help, offset - 1)
            refuse("a key is a list or a map", "write the key as text", offset)
        above, path = (self.top, self.path), self._put(value, offset)
        self.stack.append((*above, None))
        self.top, self.path, self.key = value, path, None

    def _put(self, value: Any, offset: int) -> KeyPath:
        """Add a value to the innermost list or map that is still open. Returns its key path."""
        top = self.top
        if top is None:
            self.root = value
            path: KeyPath = ()
        elif type(top) is dict:
            path = interned((*self.path, self.key or ""))
            top[self.key] = value
            self.key = None
        else:
            path = interned((*self.path, len(top)))
            top.append(value)
        self.marks[path] = offset
        return path


def refuse(message: str, help: str, offset: int) -> NoReturn:
    """Raise `FrontMatterError`. `help` is the fix line."""
    raise FrontMatterError(message, help, offset)
