"""How parts of a map are to be written where the map may be absent, or stand there as one text."""

from __future__ import annotations

from docgraph.model.record import Part, Record


def to_add(record: Record, key: str, parts: str) -> str:
    """The edit that adds `parts`, such as `on: YYYY-MM-DD`, to the map at `key`."""
    there = record.value(key)
    if not isinstance(there, Part):
        return f"add `{key}: {{{parts}}}`"
    if _is_map(record, key):
        return f"add `{parts}` to `{key}:`"
    # a text stands for the one part that the map is mostly about
    return f"write `{key}: {{{there.PRIMARY}: <what stands there>, {parts}}}`"


def _is_map(record: Record, key: str) -> bool:
    path = (*record.place.prefix, key)
    return any(mark[: len(path)] == path and len(mark) > len(path) for mark in record.place.marks)
