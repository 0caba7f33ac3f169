"""Fixes: edits that resolve one finding without adding new facts.

A fix never assigns a person, and never makes up a date, a reason or a result.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from docgraph.model.location import KeyPath


class Replacement(Struct, frozen=True):
    """Replaces the text `old` at an offset of the document by `new`. An empty `old` inserts."""

    offset: int
    old: str
    new: str


class Removal(Struct, frozen=True):
    """Removes the key or list item at a path of the front matter, and a list this leaves empty."""

    path: KeyPath


class Addition(Struct, frozen=True):
    """Adds a value to the front matter: a new key, a missing value, or another list item.

    `path` ends in the key; `value` is an id, a date or a word, which needs no quotes.
    """

    path: KeyPath
    value: str


Edit = Replacement | Removal | Addition


class Fix(Struct, frozen=True):
    """All edits for one finding in the document at `path`, applied together or not at all."""

    path: str
    edits: tuple[Edit, ...]


def fix_from_edits(path: str, edits: Sequence[Edit | None]) -> Fix | None:
    """A fix of these edits; None if there are none, or if one is None and so cannot be made."""
    made = tuple(edit for edit in edits if edit is not None)
    return Fix(path, made) if made and len(made) == len(edits) else None
