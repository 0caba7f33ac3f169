"""Quotes list items that YAML parses as maps, such as `- note: see below`."""

from __future__ import annotations

import re

from docgraph.model.fix import Replacement
from docgraph.model.location import KeyPath
from docgraph.model.record_place import RecordPlace

_ITEM = re.compile(r"[ \t]*- ([^\"'{}\[\]#&*!|>%@`]*?)(?:[ \t]+#.*)?\Z")


def quoted_item(place: RecordPlace, path: KeyPath) -> Replacement | None:
    """The edit that quotes the list item at `path`; None if the item is already quoted or has several lines."""
    offset = place.marks.get(place.prefix + path)
    text = place.text
    line = text.line(text.at(offset).line) if offset is not None and text.is_local(offset) else ""
    item = _ITEM.match(line)
    if offset is None or item is None:
        return None
    plain = item[1].rstrip()
    return Replacement(offset, plain, f'"{plain}"')
