"""Reads a list of sign-offs by people and programs, as the key `verified` of the Open Knowledge Format."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from docgraph.parse.raw_tree import RawTree


def keep_last_sign_off(tree: RawTree, key: str, prefix: str) -> None:
    """Replace a list of sign-offs by the latest one of a person, without the prefix of people, `prefix`.

    The value may also be a single sign-off. Without one of a person, the key is removed: a program is not accountable.
    A value that is neither a map nor a list of maps stays unchanged.
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
    """The time of a sign-off, for comparison; the earliest time if there is none."""
    try:
        found = datetime.fromisoformat(value.strip()) if isinstance(value, str) else datetime.min
    except ValueError:
        found = datetime.min
    return found if found.tzinfo else found.replace(tzinfo=UTC)
