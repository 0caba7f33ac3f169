"""Detects a map in place of a list: `tools: {read: true}` instead of `tools: [read]`."""

from __future__ import annotations

from typing import Any

from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.location import KeyPath
from docgraph.parse.suggest_keys import near_key


def keyed_items(value: Any, field: FieldSpec) -> str:
    """The fix line for a map in place of a list of maps; empty if `value` is not such a map."""
    part = field.part
    if part is None or not part.PRIMARY or not isinstance(value, dict):
        return ""
    fields = list(fields_of(part))
    own = {*fields, *part.misspelled_keys}
    is_short = part.colon_short_form and len(value) == 1 and all(isinstance(item, str) for item in value.values())
    if is_short or any(key in own or key.startswith("x-") or near_key(key, fields, part) for key in value):
        return ""
    below = ", with its other keys below it" if any(isinstance(item, dict) for item in value.values()) else ""
    used = {key: item for key, item in value.items() if str(item).lower() not in ("false", "no")}
    which = "each key" if len(used) == len(value) else "each key that is not `false`"
    return f"write {which} as an item of a list: `- {part.PRIMARY}: {next(iter(used or value))}`{below}"


def dotted(path: KeyPath) -> str:
    """A key path as text without list indexes: `tools.scope` for `("tools", 0, "scope")`."""
    return ".".join(step for step in path if isinstance(step, str))
