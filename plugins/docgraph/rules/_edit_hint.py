"""Fix lines that add keys to a map, even if the map is missing or is plain text."""

from __future__ import annotations

from collections.abc import Mapping

from docgraph.model.label_hints import label_of
from docgraph.model.record import Part, Record
from docgraph.rules._causes import is_unreadable
from docgraph.text.yaml_quote import quote_in_flow

_LONGEST = 80


def to_add(record: Record, key: str, parts: Mapping[str, str]) -> str:
    """The fix line that adds `parts`, such as `on: YYYY-MM-DD`, to the map at `key`.

    If every key of `parts` has an invalid value, the line says "set" instead of "add".
    """
    there = record.value(key)
    declared = ", ".join(f"{part}: {value}" for part, value in parts.items())
    add = "set" if all(is_unreadable(record, key, part) for part in parts) else "add"
    if not isinstance(there, Part):
        return f"{add} `{key}: {{{declared}}}`"
    if record.place.in_body(key):
        labels = {part: label_of(f"{key}.{part}", record.labels, key) for part in parts}
        lines = [f"`{labels[part]} {value.strip('[]')}`" for part, value in parts.items()]
        return f"{add} {' and '.join(lines)} below `{label_of(key, {key: key})}`"
    if _is_map(record, key):
        lines = [f"`{part}: {value}`" for part, value in parts.items()]
        return f"{add} {' and '.join(lines)} {'to' if add == 'add' else 'under'} `{key}:`"
    # plain text is the value of the map's primary part
    main = getattr(there, there.PRIMARY)
    shown = _shown(", ".join(main) if isinstance(main, tuple) else str(main))
    return f"set `{key}: {{{there.PRIMARY}: {shown}, {declared}}}`"


def _shown(text: str) -> str:
    if len(text) <= _LONGEST and "`" not in text:
        return quote_in_flow(text)
    double = '"' not in text and "\\" not in text
    return '"<current text>"' if double else "'<current text, with each apostrophe doubled>'"


def _is_map(record: Record, key: str) -> bool:
    path = (*record.place.prefix, key)
    return any(mark[: len(path)] == path and len(mark) > len(path) for mark in record.place.marks)
