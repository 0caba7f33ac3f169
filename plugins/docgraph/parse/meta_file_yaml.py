"""Parses the YAML of `.meta.yml` files as MkDocs does: with anchors, merge keys and tags.

Duplicate keys are rejected, although MkDocs accepts them, because MkDocs silently drops the first value.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

import yaml

from docgraph.model.limits import FRONT_MATTER_DEPTH, FRONT_MATTER_VALUES
from docgraph.model.location import KeyPath
from docgraph.parse.front_matter.compose import Composer, compose, refuse
from docgraph.parse.raw_tree import RawTree

_STANDARD = frozenset(
    f"tag:yaml.org,2002:{name}" for name in ("bool", "float", "int", "map", "null", "seq", "str", "timestamp")
)
_MERGE = "<<"


def compose_as_mkdocs(block: str) -> RawTree:
    """Parse a YAML block. Raises `FrontMatterError` if it is invalid.

    A value that is copied by an alias has the offset of the alias.
    """
    return compose(block, composer=_MkDocsComposer)


class _MkDocsComposer(Composer):
    """A composer that resolves aliases.

    `anchors` maps the name of an anchor to its value. `anchor` is the name of the anchor of the next value.
    """

    def __init__(self, start: int, block: str) -> None:
        super().__init__(start, block)
        self.anchors: dict[str, Any] = {}
        self.anchor: str | None = None

    def take(self, event: Any) -> None:
        kind = type(event)
        if kind is yaml.AliasEvent and self._known(event.anchor):
            self._repeat(self.anchors[event.anchor], self.start + event.start_mark.index)
            return
        if kind is yaml.MappingEndEvent and _MERGE in self.top:
            self._merge()
        super().take(event)

    def _repeat(self, value: Any, offset: int) -> None:
        """Copy the value of an alias. The copy counts towards the limits on depth and size."""
        self.nodes += _size(value)
        if self.nodes > FRONT_MATTER_VALUES:
            refuse(f"more than {FRONT_MATTER_VALUES:,} keys and values", "write fewer aliases", offset)
        if len(self.stack) + _depth(value) > FRONT_MATTER_DEPTH:
            self.refuse_depth(offset)
        self._put(deepcopy(value), offset)

    def _known(self, anchor: str) -> bool:
        """Whether an alias can be resolved.

        Its anchor must exist. The alias must be neither a key nor inside the value that it refers to.
        """
        is_open = [frame[0] for frame in self.stack] + [self.top]
        as_key = self.key is None and type(self.top) is dict
        return (
            anchor in self.anchors
            and not as_key
            and not any(self.anchors[anchor] is open_node for open_node in is_open if open_node is not None)
        )

    def _checked(self, event: Any) -> int:
        if event.anchor not in self.anchors and (event.tag is None or event.tag in _STANDARD):
            self.anchor, event.anchor, event.tag = event.anchor, None, None
        return super()._checked(event)

    def _name(self, text: str, style: str | None, offset: int) -> None:
        self.anchor = None
        path = (*self.path, _MERGE)
        if text == _MERGE and not style and path not in self.keys:
            self.keys[path], self.key = offset, _MERGE
        else:
            super()._name(text, style, offset)

    def _put(self, value: Any, offset: int) -> KeyPath:
        if self.anchor is not None:
            self.anchors[self.anchor], self.anchor = value, None
        return super()._put(value, offset)

    def _merge(self) -> None:
        """Add the keys of the maps under `<<` to the innermost open map. Existing keys are kept."""
        path = (*self.path, _MERGE)
        given = self.top.pop(_MERGE)
        for item in given if isinstance(given, list) else [given]:
            if not isinstance(item, dict):
                refuse("merge keys (`<<`) take maps", "write the keys out", self.marks[path])
            for key, value in item.items():
                if key not in self.top:
                    self.top[key] = deepcopy(value)
                    self.marks[(*self.path, key)] = self.marks.get((*path, key), self.marks[path])
                    self.keys[(*self.path, key)] = self.keys.get((*path, key), self.keys[path])
        self.nodes += _size(self.top)


def _size(value: Any) -> int:
    """The number of values in a value, at any depth, including the value itself."""
    return 1 + sum(map(_size, _inner(value)))


def _depth(value: Any) -> int:
    """The number of nested levels of lists and maps in a value; 0 for a scalar."""
    return 1 + max(map(_depth, _inner(value)), default=0) if isinstance(value, (dict, list)) else 0


def _inner(value: Any) -> Iterable[Any]:
    return value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
