"""Updates a folder of generated files without replacing or deleting files of authors."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Mapping
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from msgspec import Struct

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.atomic_write import replace_file
from docgraph.workspace.pages.manifest import MANIFEST, manifest_text, read_manifest


class Changes(Struct, frozen=True):
    """The numbers of files that a run has replaced, removed and left unchanged."""

    replaced: int
    removed: int
    unchanged: int


class OwnedFolder:
    """The generated files of a folder: `files` maps paths in the folder to contents.

    A file is generated if the list of generated files has a digest of its content. The constructor raises
    `SettingsError` if another file has the path of a generated file, or if a file cannot be read.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes]) -> None:
        self._folder = folder
        self._files = files
        if os.path.lexists(folder) and not os.path.isdir(folder):
            raise SettingsError(f"{folder}: is a file, not a folder; choose another folder")
        if os.path.islink(folder / MANIFEST):
            raise _in_the_way(folder / MANIFEST)
        self._listed = read_manifest(folder)
        with _Failures(folder) as failures:
            self._changed = [path for path in sorted(files) if failures.at(folder / path) and self._is_changed(path)]

    def _is_changed(self, path: str) -> bool:
        place = self._folder / path
        for parent in self._parents(path):
            if os.path.lexists(parent) and not stat.S_ISDIR(os.lstat(parent).st_mode):
                raise _in_the_way(parent)
        if not os.path.lexists(place):
            return True
        if not stat.S_ISREG(os.lstat(place).st_mode):
            raise _in_the_way(place)
        content = place.read_bytes()
        if content != self._files[path] and _digest(content) not in self._listed.get(path, ()):
            raise _in_the_way(place)
        return content != self._files[path]

    def _parents(self, path: str) -> Iterator[Path]:
        return (self._folder / parent for parent in PurePosixPath(path).parents if parent.name)

    def update(self) -> Changes:
        """Write changed files, each atomically, and delete files that are no longer generated.

        Raises `SettingsError` with the path of a file that is not writable.
        """
        digests = {path: (_digest(content),) for path, content in self._files.items()}
        with _Failures(self._folder) as failures:
            obsolete = [path for path in self._listed if path not in self._files and self._is_generated(path)]
            if self._changed or obsolete:
                # an interrupted run may leave old and new files
                paths = {*self._listed, *digests}
                both = {path: {*self._listed.get(path, ()), *digests.get(path, ())} for path in paths}
                self._write(MANIFEST, manifest_text(both))
            for path in self._changed:
                failures.at(self._folder / path)
                self._write(path, self._files[path])
            for path in obsolete:
                failures.at(self._folder / path)
                self._remove(path)
            self._write(MANIFEST, manifest_text(digests))
        return Changes(len(self._changed), len(obsolete), len(self._files) - len(self._changed))

    def _is_generated(self, path: str) -> bool:
        place = self._folder / path
        if any(map(os.path.islink, (place, *self._parents(path)))) or not place.is_file():
            return False
        return _digest(place.read_bytes()) in self._listed[path]

    def _write(self, path: str, content: bytes) -> None:
        place = self._folder / path
        if not (place.is_file() and place.read_bytes() == content):
            place.parent.mkdir(parents=True, exist_ok=True)
            replace_file(place, content)

    def _remove(self, path: str) -> None:
        (self._folder / path).unlink()
        for parent in self._parents(path):
            if any(parent.iterdir()):
                return
            parent.rmdir()


class _Failures:
    """Context manager that converts an `OSError` to a `SettingsError` with the current path."""

    def __init__(self, folder: Path) -> None:
        self._place = folder

    def at(self, place: Path) -> bool:
        self._place = place
        return True

    def __enter__(self) -> _Failures:
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, OSError):
            raise SettingsError(f"{self._place}: cannot be written: {error.strerror}") from None


def _in_the_way(place: Path) -> SettingsError:
    message = "is in the way: docgraph did not write it, or it was changed since"
    return SettingsError(f"{place}: {message}; move it, delete it, or choose another folder")


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
