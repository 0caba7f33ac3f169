"""Composes front matter from YAML events: iteratively, with limits, every scalar as text, every value with its place.

It knows no kinds. Aliases, merge keys, tags, duplicate keys and second documents are refused.
"""

from __future__ import annotations

from typing import Any, NoReturn

import yaml

from docgraph.model.location import KeyPath
from docgraph.source.tree import Tree
from docgraph.source.yaml_faults import Refused, explained

MAX_BYTES = 1024 * 1024
MAX_DEPTH = 32
MAX_NODES = 50_000

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(block: str, start: int = 0) -> Tree:
    """The tree of a YAML block that begins at offset `start` of its document. Raises `Refused` with the place."""
    if len(block) > MAX_BYTES:
        raise Refused("the front matter is larger than 1 MiB", "move the text below the front matter", start)
    composer = _Composer(start)
    try:
        loader = _Loader(block)
        while loader.check_event():
            composer.take(loader.get_event())
    except yaml.YAMLError as error:
        raise explained(error, block, start) from None
    if composer.root is None:
        return Tree()
    if not isinstance(composer.root, dict):
        raise Refused(
            "the front matter is not a map of keys to values", "write it as lines of `key: value`", composer.marks[()]
        )
    return Tree(composer.root, composer.marks, composer.keys)


class _Composer:
    """A stack of open collections; `key` is the key whose value comes next in the innermost map."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.root: Any = None
        self.marks: dict[KeyPath, int] = {}
        self.keys: dict[KeyPath, int] = {}
        self.stack: list[tuple[Any, KeyPath]] = []
        self.key: str | None = None
        self.waiting: list[str | None] = []
        self.nodes = 0
        self.documents = 0

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._guard(event)
            self._scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._guard(event)
            self._open({} if kind is yaml.MappingStartEvent else [], event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
            self.key = self.waiting.pop()
        elif kind is yaml.AliasEvent:
            _refuse("aliases (`*name`) are not allowed", "write the value out, or quote it", self._at(event))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                _refuse("a second YAML document begins here", "keep one block of keys between the fences", self._at(event))

    def _at(self, event: Any) -> int:
        return self.start + int(event.start_mark.index)

    def _guard(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES:
            _refuse("more than 50,000 values", "split the document", self._at(event))
        if event.anchor is not None:
            _refuse("anchors (`&name`) are not allowed", "write the value out, or quote it", self._at(event))
        if event.tag is not None:
            _refuse(f"tags (`{event.tag[:40]}`) are not allowed", "remove the tag, or quote the value", self._at(event))

    def _scalar(self, event: Any) -> None:
        if self.stack and self.key is None and type(self.stack[-1][0]) is dict:
            self._name(event)
            return
        text = event.value
        self._put(None if not event.style and text in _NULLS else text, self._at(event))

    def _name(self, event: Any) -> None:
        if event.value == "<<":
            _refuse("merge keys (`<<`) are not allowed", "write the keys out", self._at(event))
        mapping, path = self.stack[-1]
        key = event.value.replace("_", "-")
        if not key.strip() or (not event.style and event.value in _NULLS):
            _refuse("a key is empty", "give the value a key", self._at(event))
        if (*path, key) in self.keys:
            first = self.keys[(*path, key)]
            raise Refused(f"`{key}` is there twice", "keep one of the two", self._at(event), (first, f"the first `{key}`"))
        self.keys[(*path, key)] = self._at(event)
        self.key = key
        mapping[key] = None

    def _open(self, value: Any, event: Any) -> None:
        if len(self.stack) >= MAX_DEPTH:
            _refuse(f"values are nested deeper than {MAX_DEPTH}", "flatten them", self._at(event))
        if self.stack and self.key is None and type(self.stack[-1][0]) is dict:
            _refuse("a key is a list or a map", "write the key as text", self._at(event))
        path = self._put(value, self._at(event))
        self.waiting.append(self.key)
        self.stack.append((value, path))
        self.key = None

    def _put(self, value: Any, offset: int) -> KeyPath:
        """Hang a value where it belongs and return its path."""
        if not self.stack:
            self.root = value
            self.marks[()] = offset
            return ()
        parent, above = self.stack[-1]
        if type(parent) is dict:
            path: KeyPath = (*above, self.key or "")
            parent[self.key] = value
            self.key = None
        else:
            path = (*above, len(parent))
            parent.append(value)
        self.marks[path] = offset
        return path


def _refuse(message: str, help: str, offset: int) -> NoReturn:
    raise Refused(message, help, offset)
