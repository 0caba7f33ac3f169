"""Unsaved text from an editor, which a check reads in place of a file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from os import DirEntry
from pathlib import Path

from msgspec import Struct

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.symlinks import entries_of


class UnsavedText(Struct):
    """The unsaved content of the file `path`, which may not exist yet. `place` is its real path.

    `is_read` becomes True when the content is read in place of the file.
    """

    path: str
    place: str
    content: bytes
    is_read: bool = False

    def content_of(self, place: str) -> bytes | None:
        """The content if `place` is a path of the file; else None."""
        if os.path.realpath(place) != self.place:
            return None
        self.is_read = True
        return self.content

    def entries_of(self, place: str, real: str) -> Sequence[DirEntry[str]]:
        """The entries of the folder `place`, including the unsaved file if it does not exist yet.

        `real` is the real path of the folder. Raises `OSError` if the folder cannot be read.
        """
        return sorted((*entries_of(place), *self._new_entries(place, real)), key=lambda entry: entry.name)

    def _new_entries(self, place: str, real: str) -> Iterator[DirEntry[str]]:
        folder, name = os.path.split(self.place)
        if folder == real and not os.path.lexists(self.place):
            yield _NewFile(name, os.path.join(place, name))  # type: ignore[misc]


class _NewFile(Struct, frozen=True):
    """A file that does not exist yet, with the interface of `os.DirEntry` that a walk needs."""

    name: str
    path: str

    def is_dir(self) -> bool:
        return False

    def is_file(self) -> bool:
        return True

    def is_symlink(self) -> bool:
        return False


def unsaved_text(path: Path, read: Callable[[], bytes]) -> UnsavedText:
    """Unsaved text for the file `path`. `read` returns the content.

    Raises `SettingsError` if `path` is a folder.
    """
    if path.is_dir():
        raise SettingsError(f"{path}: is a folder; set --stdin-path to a document")
    return UnsavedText(str(path), os.path.realpath(path), read())
