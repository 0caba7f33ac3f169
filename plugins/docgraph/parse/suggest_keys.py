"""Suggests known keys for unknown keys."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from docgraph.model.field_specs import fields_of
from docgraph.model.fix import Replacement
from docgraph.model.limits import KEY_SUGGESTIONS
from docgraph.model.location import KeyPath
from docgraph.model.record import Part
from docgraph.model.record_place import RecordPlace
from docgraph.text.suggest import first_single_edit, is_misspelling, within_edits

_NEAREST = 5
_SIMILAR = 0.75
_LONG = 9
"""Minimum length of a key for which two edits are a misspelling."""


def intended_keys(
    unknown: Iterable[str], free: list[str], part: type[Part], takes: Callable[[str, str], bool]
) -> dict[str, str | None]:
    """Maps each unknown key to the key that was probably intended, or to None.

    Only keys in `free` are suggested, which the map does not contain yet. `takes(key, unknown_key)` must return whether
    `key` accepts the value of `unknown_key`.
    """
    plain = {key: key.lower().replace(" ", "-") for key in unknown}
    words = {key: _other_word(key, name, free, part, takes) for key, name in plain.items()}
    return {
        key: word or (near_key(plain[key], free, part) if number < KEY_SUGGESTIONS else None)
        for number, (key, word) in enumerate(words.items())
    }


def _other_word(
    key: str, name: str, free: Sequence[str], part: type[Part], takes: Callable[[str, str], bool]
) -> str | None:
    """The first key with the synonym `name` that accepts the value of `key`, or None."""
    intended = part.misspelled_keys.get(name, ())
    return next(
        (
            candidate
            for candidate in ([intended] if isinstance(intended, str) else intended)
            if candidate in free and takes(candidate, key)
        ),
        None,
    )


def near_key(key: str, free: list[str], part: type[Part]) -> str | None:
    """The key in `free` that `key` probably misspells, or None."""
    if key in free:
        return key
    # a required key is more likely than an optional one
    required_first = sorted(free, key=lambda name: fields_of(part)[name].required is None)
    two = within_edits(key, required_first, 2) if len(key) >= _LONG else []
    return first_single_edit(key, required_first) or next(iter(two), None)


def help_for(key: str, near: str, part: type[Part], others: Sequence[str]) -> str:
    """The fix line for the unknown key `key`, which probably misspells `near`.

    If `key` may be a custom key, it also suggests `x-<key>`. `others` are all unknown keys that may misspell
    `near`.
    """
    if len(others) > 1:
        return f"keep one of {', '.join(f'`{other}`' for other in others)}, and rename it to `{near}:`"
    if advice := part.advice(key):
        return advice
    plain = key.lower().replace(" ", "-")
    own = near.startswith(plain) and not is_misspelling(plain, near)
    return f"rename it to `{near}:`" + (f", or to `x-{plain}:` if it is a key of your own" if own else "")


def _nearest_keys(key: str, free: Iterable[str]) -> list[str]:
    """At most five keys that are similar to `key`, the most similar first."""
    similar = {name: _similarity(key.lower(), name) for name in free}
    near = sorted((name for name in similar if similar[name] >= _SIMILAR), key=lambda name: -similar[name])
    return near[:_NEAREST]


@lru_cache(16_384)
def _similarity(key: str, name: str) -> float:
    """The similarity of two keys. Cached, because documents from one template have the same unknown keys."""
    return SequenceMatcher(None, key, name).ratio()


def other_keys(key: str, free: Sequence[str], *, is_shared: bool = False) -> str:
    """The fix line for an unknown key without a clear suggestion: similar keys, or `x-<key>`.

    `is_shared` is set if other programs may read the document, as they do agent definitions.
    """
    near = [f"`{name}:`" for name in _nearest_keys(key, free)]
    own = f"`x-{key}:`" if re.fullmatch(r"[\w-]+", key) else "a key that starts with `x-`"
    listed = f"{', '.join(near)} or {own}" if near else own
    add = f"add `{key}` to `extra-keys` if another program reads it, or " if is_shared else ""
    return f"{add}rename it to {listed}; keys that start with `x-` are your own and are not published"


def renamed(place: RecordPlace, path: KeyPath, name: str) -> Replacement | None:
    """The edit that renames the key at `path` to `name`; None if the source has a different key there.

    If the old key contains `_`, so does the new key.
    """
    key = str(path[-1])
    offset = place.keys.get(place.prefix + path, 0)
    declared = place.text.content[offset : offset + len(key)]
    if declared.replace("_", "-") != key:
        return None
    return Replacement(offset, declared, name.replace("-", "_") if "_" in declared else name)
