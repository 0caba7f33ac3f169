"""Fixes: edits of a document that take one finding away and say nothing that was not said before.

A fix never names a person for a duty, and never makes up a date, a reason or a result.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from docgraph.model.location import KeyPath


class Replacement(Struct, frozen=True):
    """The text `was`, which stands at an offset of the document, becomes `now`. An empty `was` inserts."""

    offset: int
    old: str
    new: str


class Removal(Struct, frozen=True):
    """The key or item at a path of the front matter goes, with its line; a list that it leaves empty goes with it."""

    path: KeyPath


class Addition(Struct, frozen=True):
    """A value under a key of the front matter: a key of its own, a value where none is yet, or one more of a list.

    `path` ends in the key; `value` is an id, a date or a word, which needs no quotes.
    """

    path: KeyPath
    value: str


Edit = Replacement | Removal | Addition


class Fix(Struct, frozen=True):
    """All edits of one finding, in the document at `path`: they are made together or not at all."""

    path: str
    edits: tuple[Edit, ...]


def fix_from_edits(path: str, edits: Sequence[Edit | None]) -> Fix | None:
    """The fix that these edits make; none where there are none, or where one of them cannot be made."""
    made = tuple(edit for edit in edits if edit is not None)
    return Fix(path, made) if made and len(made) == len(edits) else None
