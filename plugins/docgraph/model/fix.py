"""Fixes: edits that resolve a finding without adding facts.

A fix never assigns a person, and never makes up a date, a reason or a result.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from docgraph.model.location import KeyPath


class Replacement(Struct, frozen=True):
    """Replaces the text `old` at `offset` in the document with `new`.

    If `old` is empty, inserts `new`.
    """

    offset: int
    old: str
    new: str


class Removal(Struct, frozen=True):
    """Removes the key or list item at `path` from the front matter. An empty list is removed too."""

    path: KeyPath


class Addition(Struct, frozen=True):
    """Adds a value to the front matter: under a new key, under a key without a value, or to a list.

    The last item of `path` is the key. `value` is an id, a date or a word, so it needs no quotes.
    """

    path: KeyPath
    value: str


Edit = Replacement | Removal | Addition


class Fix(Struct, frozen=True):
    """All edits for a finding in the document at `path`. Either all or none of them are applied."""

    path: str
    edits: tuple[Edit, ...]


def fix_from_edits(path: str, edits: Sequence[Edit | None]) -> Fix | None:
    """The fix that consists of `edits`; None if there are none, or if one of them is None.

    None means that an edit is not possible.
    """
    made = tuple(edit for edit in edits if edit is not None)
    return Fix(path, made) if made and len(made) == len(edits) else None
