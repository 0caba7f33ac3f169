"""Which keys of a part were meant by keys that it does not have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from docgraph.graph.nearest import one_edit_from
from docgraph.model.record import Part
from docgraph.model.schema import fields_of


def meant_keys(strange: Iterable[str], node: Mapping[str, Any], part: type[Part]) -> dict[str, str | None]:
    """What each of the `strange` keys of a map was meant for, of the keys that it does not hold yet."""
    free = [name for name in fields_of(part) if name not in node]
    plain = {key: key.lower().replace(" ", "-") for key in strange}
    slips = {key: part.slips.get(name) for key, name in plain.items()}
    return {key: slip if slip in free else near_key(plain[key], free, part) for key, slip in slips.items()}


def near_key(key: str, free: list[str], part: type[Part]) -> str | None:
    """The key that was meant, of those that may still be written."""
    if key in free:
        return key
    # what a rule asks for was meant rather than what may stand there too
    asked_first = sorted(free, key=lambda name: fields_of(part)[name].asked is None)
    return one_edit_from(key, asked_first) or next(iter(get_close_matches(key, free, 1, 0.75)), None)
