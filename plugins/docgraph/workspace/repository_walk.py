"""Walks a repository and reads its files. Skips ignored folders and folders of dependencies."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from docgraph.adopt.gitignore import path_test, spec_of
from docgraph.model.limits import FRONT_MATTER_BYTES
from docgraph.workspace.git.tracked_paths import TrackedPaths, tracked_paths
from docgraph.workspace.symlinks import MOST_FOLLOWED, is_within, leads_to_folder
from docgraph.workspace.walk import DEPENDENCIES, ENVIRONMENT_FILE

if TYPE_CHECKING:
    from pathspec.gitignore import GitIgnoreSpec

VENDORED = frozenset((DEPENDENCIES, "bower_components", "site-packages", "__pycache__", "vendor", ".venv"))
"""Names of folders with dependencies."""
_IGNORE_FILE = ".gitignore"


class RepositoryWalk:
    """Finds and reads the files of a repository. Paths are relative to its root folder and use `/`.

    Skips other repositories (submodules and clones), folders of dependencies, folders that `.gitignore` or the patterns
    `ignored` match, and symlinks out of the repository. Ignored files are not skipped: callers test the relevant files
    with `is_ignored`.
    """

    def __init__(self, root: Path, ignored: Sequence[str] = ()) -> None:
        self.root = os.path.realpath(root)
        self._specs: dict[str, GitIgnoreSpec] = {}
        self._settings = spec_of(ignored) if ignored else None
        self._followed = 0
        self.failures: list[tuple[str, Exception]] = []
        """(path, exception) of each file or folder that caused an unexpected exception."""

    def failed(self, path: str, error: Exception) -> None:
        """Record that a file or folder caused an unexpected exception."""
        self.failures.append((path, error))

    def files(self) -> Iterator[str]:
        """Yield the paths of all files, in no particular order."""
        todo: list[tuple[str, str, bool]] = [(self.root, "", False)]
        while todo:
            place, prefix, is_linked = todo.pop()
            try:
                with os.scandir(place) as scan:
                    entries = list(scan)
            except OSError:
                continue
            names = {entry.name for entry in entries}
            if ENVIRONMENT_FILE in names or (prefix and ".git" in names):
                continue
            if _IGNORE_FILE in names and any(
                entry.name == _IGNORE_FILE and self._is_readable(entry) for entry in entries
            ):
                self._read_ignore_file(place, prefix)
            for entry in entries:
                path = prefix + entry.name
                try:
                    is_readable = entry.is_file(follow_symlinks=False)
                    if not is_readable and leads_to_folder(entry):
                        if self._may_enter(entry, path, place, is_linked):
                            todo.append((entry.path, f"{path}/", is_linked or entry.is_symlink()))
                        continue
                    is_readable = is_readable or self._is_readable(entry)
                except Exception as error:
                    self.failed(path, error)
                    continue
                if is_readable:
                    yield path

    def is_ignored(self, path: str) -> bool:
        """Whether `.gitignore` or a pattern of the settings ignores a file or folder.

        The path of a folder ends with `/`. A file that Git tracks is ignored only by the settings. Reads only the
        `.gitignore` files of folders that were already walked.
        """
        if self._settings is not None and self._settings.match_file(path):
            return True
        # the innermost file with a pattern that matches decides
        folders = [path[: found.end()] for found in re.finditer("/", path[:-1])]
        for folder in (*reversed(folders), ""):
            spec = self._specs.get(folder)
            matched = spec.check_file(path[len(folder) :]).include if spec is not None else None
            if matched is not None:
                return matched and not self._tracked.has(path)
        return False

    def committed_content(self, path: str) -> bytes | None:
        """The content of a file; None if the file is ignored, unreadable or too large."""
        return None if self.is_ignored(path) else self.content(path)

    def content(self, path: str) -> bytes | None:
        """The content of a file; None if the file is unreadable or too large."""
        try:
            # a buffer of the largest size, for each of many small files, would take most of the time
            with open(os.path.join(self.root, path), "rb", buffering=0) as file:
                is_small = os.fstat(file.fileno()).st_size <= FRONT_MATTER_BYTES
                content = file.read() if is_small else None
        except OSError:
            return None
        return content

    def relative_path(self, folder: Path) -> str:
        """The path of a folder relative to the repository; `.` for the root folder."""
        return os.path.relpath(os.path.realpath(folder), self.root).replace(os.sep, "/")

    @cached_property
    def _tracked(self) -> TrackedPaths:
        return tracked_paths(self.root)

    def _read_ignore_file(self, place: str, prefix: str) -> None:
        try:
            with open(os.path.join(place, _IGNORE_FILE), encoding="utf-8", errors="replace") as file:
                lines = file.read().splitlines()
        except OSError:
            return
        self._specs[prefix] = _spec_of_valid(lines)

    def _may_enter(self, entry: os.DirEntry[str], path: str, place: str, is_linked: bool) -> bool:
        if entry.name == ".git" or entry.name in VENDORED:
            return False
        if entry.is_symlink():
            # a link in a linked folder is not followed, which also ends every cycle
            target = os.path.realpath(entry.path)
            if is_linked or not self._is_inside(entry.path) or is_within(os.path.realpath(place), target):
                return False
            self._followed += 1
            if self._followed > MOST_FOLLOWED:
                return False
        return not self.is_ignored(f"{path}/")

    def _is_readable(self, entry: os.DirEntry[str]) -> bool:
        return _is_file(entry) and (not entry.is_symlink() or self._is_inside(entry.path))

    def _is_inside(self, place: str) -> bool:
        target = os.path.realpath(place)
        return is_within(target, self.root) and ".git" not in os.path.relpath(target, self.root).split(os.sep)


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:  # a link in a circle
        return False


def _spec_of_valid(lines: Sequence[str]) -> GitIgnoreSpec:
    try:
        return spec_of(lines)
    except (ValueError, re.error):
        return spec_of([line for line in lines if path_test(line) is not None])
