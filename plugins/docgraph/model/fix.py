"""Fixes: edits that resolve one finding without adding new facts.

A fix never assigns a person, and never makes up a date, a reason or a result.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from docgraph.model.location import KeyPath


class Replacement(Struct, frozen=True):
    """Replaces the text `old` at `offset` in the document with `new`. An empty `old` inserts."""

    offset: int
    old: str
    new: str


class Removal(Struct, frozen=True):
    """Removes the key or list item at `path` in the front matter, and a list that becomes empty."""

    path: KeyPath


class Addition(Struct, frozen=True):
    """Adds a value to the front matter: as a new key, to a key without a value, or to a list.

    `path` ends with the key. `value` is an id, a date or a word, so it needs no quotes.
    """

    path: KeyPath
    value: str


Edit = Replacement | Removal | Addition


class Fix(Struct, frozen=True):
    """All edits for one finding in the document at `path`, applied together or not at all."""

    path: str
    edits: tuple[Edit, ...]


def fix_from_edits(path: str, edits: Sequence[Edit | None]) -> Fix | None:
    """A fix that consists of `edits`; None if there are none, or if one of them is None.

    None instead of an edit means that it cannot be made.
    """
    made = tuple(edit for edit in edits if edit is not None)
    return Fix(path, made) if made and len(made) == len(edits) else None
