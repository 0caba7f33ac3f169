"""Converts values of an adopted document as the settings specify.

The settings specify separators, symbols to strip, date formats, and words to replace.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from docgraph.model.adoption import Adoption, ReadAs
from docgraph.model.field_rules import ReferenceRule
from docgraph.model.field_specs import days_of, fields_of, words_of
from docgraph.model.location import KeyPath, Text
from docgraph.model.record import Part, Record
from docgraph.parse.raw_tree import RawTree
from docgraph.text.date_forms import date_in_form
from docgraph.text.value_words import bare_value, fold_value

_ABSENT = re.compile(r"\s*(?:none|n/a)(?!\w)", re.IGNORECASE)
"""A reference that means "none", perhaps with a remark: `None (first decision)`."""
_TIMED = re.compile(r"(\d{4}-\d\d-\d\d)(?:T|t| +)\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)? *(?:Z|z|[+-]\d\d:?\d\d)?", re.ASCII)
"""A date followed by a time, in ISO 8601 or YAML format. The first group is the date."""


def read_values(tree: RawTree, adoption: Adoption, kind: type[Record], text: Text) -> None:
    """Convert the values in `tree` in place, as `adoption` specifies."""
    for key, form in adoption.read.items():
        if key in tree.data:
            tree.data[key] = _read(tree.data[key], form, tree, (key,), text)
        elif "." in key:
            node, last = _node_at(tree.data, key)
            if node is not None:
                node[last] = _read(node[last], form, tree, tuple(key.split(".")), text)
    _without_times(tree.data, kind)
    for key in tree.data:
        value = tree.data[key]
        is_reference, may_be_absent, words = _reference_and_words(kind, key)
        if is_reference and adoption.human_prefix:
            value = _without_prefix(value, adoption.human_prefix)
        if may_be_absent:
            value = _without_absent(value)
        if words:
            value = _worded(value, adoption.values.get(key, {}), words)
        tree.data[key] = value


@lru_cache(1024)
def _reference_and_words(kind: type[Record], key: str) -> tuple[bool, bool, frozenset[str]]:
    """Three facts about a key: whether it refers to records, whether its value may be "none", and its allowed words."""
    field = fields_of(kind).get(kind.key_aliases.get(key, key))
    reference = field.reference if field else None
    return reference is not None, reference is not None and not _names_accountable(reference), words_of(kind, key)


def _without_times(data: dict[str, Any], part: type[Part]) -> None:
    """Replace `2026-01-31 10:00` by `2026-01-31` in the date fields of `data`, also in nested maps."""
    fields, days = fields_of(part), days_of(part)
    for key, value in data.items():
        if key in days:
            timed = _TIMED.fullmatch(value.strip()) if isinstance(value, str) else None
            data[key] = timed[1] if timed else value
        elif isinstance(value, (dict, list)) and key in fields and (nested := fields[key].part) is not None:
            for entry in value if isinstance(value, list) else [value]:
                if isinstance(entry, dict):
                    _without_times(entry, nested)


def _names_accountable(reference: ReferenceRule) -> bool:
    return "person" in reference.to and not reference.soft


def _without_absent(value: Any) -> Any:
    if isinstance(value, list):
        return [item for item in value if not (isinstance(item, str) and _ABSENT.match(item))]
    return None if isinstance(value, str) and _ABSENT.match(value) else value


def _without_prefix(value: Any, prefix: str) -> Any:
    if isinstance(value, list):
        return [_without_prefix(item, prefix) for item in value]
    return value.strip().removeprefix(prefix) if isinstance(value, str) else value


def _node_at(data: dict[str, Any], key: str) -> tuple[dict[str, Any] | None, str]:
    """The map that contains the last step of a dotted key, and this step. The map is None if the key does not exist."""
    *above, last = key.split(".")
    node: Any = data
    for step in above:
        node = node.get(step) if isinstance(node, dict) else None
    return (node, last) if isinstance(node, dict) and last in node else (None, last)


def _read(value: Any, form: ReadAs, tree: RawTree, path: KeyPath, text: Text) -> Any:
    if isinstance(value, str):
        if not form.split:
            return _item(value, form)
        value = _parts(value, form.split, tree, path, text)
    several = value if isinstance(value, list) else [value]
    several = [_item(item, form) for item in several]
    several = [item for item in several if item != ""] if isinstance(value, list) else several
    if isinstance(value, list) and form.take and several:
        number = 0 if form.take == "first" else len(several) - 1
        place = [tree.marks.pop((*path, item), None) for item in range(len(several))][number]
        if place is not None:
            tree.marks[path] = place
        return several[number]
    return several if isinstance(value, list) else several[0]


def _item(value: Any, form: ReadAs) -> Any:
    if not isinstance(value, str):
        return value
    text = value.strip()
    text = text.strip(form.strip).strip() if form.strip else text
    for dates in form.dates:
        if day := date_in_form(text, dates):
            return day
    return text


def _parts(value: str, separator: str, tree: RawTree, path: KeyPath, text: Text) -> list[str]:
    """Split `value` at `separator` and drop empty items. Also records the location of each item in `tree`."""
    parts: list[str] = []
    offset = tree.marks.get(path)
    for part in value.split(separator):
        shown = part.strip()
        if not shown:
            continue
        if offset is not None:
            begin = text.content.find(shown, offset, offset + len(value) + 2)
            tree.marks[(*path, len(parts))] = begin if begin >= 0 else offset
        parts.append(shown)
    return parts


def _worded(value: Any, words: Mapping[str, str], allowed: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_worded(item, words, allowed) for item in value]
    if not isinstance(value, str):
        return value
    plain = fold_value(value)
    ours = words.get(plain, "")
    if ours in allowed:
        return ours
    return bare_value(value) if plain in allowed else value
