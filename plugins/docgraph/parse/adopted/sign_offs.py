"""Reads a list of sign-offs by people and programs, such as `verified` in the Open Knowledge Format.

For example `verified: [{by: human:jane, at: 2026-01-31}, {by: agent:linter, at: 2026-02-01}]`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from docgraph.parse.raw_tree import RawTree


def keep_last_sign_off(tree: RawTree, key: str, prefix: str) -> None:
    """Replace a list of sign-offs under `key` by the latest sign-off of a person, who is named without `prefix`.

    A person is a name that starts with `prefix`, such as `human:`. If no person signed off, the key is removed. A value
    that is neither a map nor a list of maps stays unchanged.
    """
    value = tree.data.get(key)
    entries = value if isinstance(value, list) else [value]
    if not entries or not all(isinstance(entry, dict) for entry in entries):
        return
    people = [(number, entry) for number, entry in enumerate(entries) if _is_human(entry.get("by"), prefix)]
    if not people:
        del tree.data[key]
        return
    number, last = max(people, key=lambda numbered: _instant(numbered[1].get("at")))
    tree.data[key] = {"by": last["by"].strip().removeprefix(prefix), "at": last.get("at")}
    if isinstance(value, list):
        for places in (tree.marks, tree.keys):
            found = {path: offset for path, offset in places.items() if path[:2] == (key, number)}
            places.update({(key, *path[2:]): offset for path, offset in found.items()})


def _is_human(actor: Any, prefix: str) -> bool:
    return isinstance(actor, str) and actor.strip().startswith(prefix)


def _instant(value: Any) -> datetime:
    """The time of a sign-off, for sorting; `datetime.min` if the time is missing or invalid."""
    try:
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else datetime.min
    except ValueError:
        found = datetime.min
    return found if found.tzinfo else found.replace(tzinfo=UTC)
