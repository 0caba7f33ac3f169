"""Finds the start and end of values in front matter, for edits of single values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml
from msgspec import Struct

from docgraph.model.location import KeyPath

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ValueSpan(Struct):
    """A value in front matter, from offset `start` to offset `end` (exclusive).

    - `key` is the offset of its key; -1 for a list item.
    - `flow` is set if it is a list or map in brackets.
    - `many` is set if it is a list.
    - `is_scalar` is set if it is neither a list nor a map.
    - `items` are the key paths of the items of a list or the values of a map, in order.
    """

    start: int
    end: int
    key: int = -1
    flow: bool = False
    many: bool = False
    is_scalar: bool = False
    items: tuple[KeyPath, ...] = ()


def value_spans(block: str, start: int) -> dict[KeyPath, ValueSpan]:
    """The spans of all values in a YAML block, by key path; empty if the YAML is invalid.

    `start` is the offset of the block in the document.
    """
    found: dict[KeyPath, ValueSpan] = {}
    try:
        events: Iterator[Any] = yaml.parse(block, Loader=_Loader)
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                _value(next(events), events, (), -1, start, found)
    except (yaml.YAMLError, RecursionError, StopIteration):
        return {}
    return found


def _value(
    event: Any, events: Iterator[Any], path: KeyPath, key: int, start: int, found: dict[KeyPath, ValueSpan]
) -> ValueSpan:
    begin = start + int(event.start_mark.index)
    extent = found[path] = ValueSpan(begin, start + event.end_mark.index, key)
    if isinstance(event, yaml.ScalarEvent):
        extent.is_scalar = True
        return extent
    if isinstance(event, yaml.AliasEvent):
        raise yaml.YAMLError
    extent.flow, extent.many = bool(event.flow_style), isinstance(event, yaml.SequenceStartEvent)
    end = _items if extent.many else _pairs
    last, items = end(events, path, start, found)
    extent.items = tuple(items)
    # the end mark of a block is the beginning of the next token, so its last value determines the end
    extent.end = start + last.end_mark.index if extent.flow or not items else found[items[-1]].end
    return extent


def _items(
    events: Iterator[Any], path: KeyPath, start: int, found: dict[KeyPath, ValueSpan]
) -> tuple[Any, list[KeyPath]]:
    items: list[KeyPath] = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            return event, items
        items.append((*path, len(items)))
        _value(event, events, items[-1], -1, start, found)
    raise yaml.YAMLError


def _pairs(
    events: Iterator[Any], path: KeyPath, start: int, found: dict[KeyPath, ValueSpan]
) -> tuple[Any, list[KeyPath]]:
    items: list[KeyPath] = []
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            return event, items
        if not isinstance(event, yaml.ScalarEvent):
            raise yaml.YAMLError
        key: Any = event
        items.append((*path, key.value.replace("_", "-")))
        _value(next(events), events, items[-1], start + key.start_mark.index, start, found)
    raise yaml.YAMLError
