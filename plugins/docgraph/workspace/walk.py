"""Walks a docs folder for the files that MkDocs publishes, and for broken entries."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import filterfalse
from typing import NamedTuple

from docgraph.model.destination import MARKDOWN_ENDINGS
from docgraph.model.finding import Severity
from docgraph.workspace.inclusion import Inclusion, PatternLevel, Patterns
from docgraph.workspace.symlinks import Folder, LinkPolicy, RefusedLink, entries_of, leads_to_folder, printable
from docgraph.workspace.unsaved import UnsavedText

ENVIRONMENT_FILE = "pyvenv.cfg"
"""A file in the top folder of every Python virtual environment."""
DEPENDENCIES = "node_modules"
"""The name of folders in which npm installs packages."""


class DirectoryEntry(NamedTuple):
    """A file. `path` is relative to the docs folder, and `place` is the path for opening the file."""

    path: str
    place: str


class WalkProblem(NamedTuple):
    """A problem with a file or folder, and its fix. If `severity` is None, it is an error."""

    path: str
    message: str
    help: str
    severity: Severity | None = None


class Dropped(NamedTuple):
    """A page that MkDocs does not build, because the file `kept` has the same destination."""

    page: DirectoryEntry
    kept: str


class Walk:
    """The files of a docs folder.

    - Symlinks are followed as in MkDocs, but not out of the docs folder.
    - `hosted` is whether there is a site generator: all folders are then visited, as in MkDocs. Otherwise, hidden
      folders, virtual environments and `node_modules` are skipped.
    - `meta_file` is the name of files with front matter for all pages in a folder, or empty.
    - `unsaved` is unsaved text for a file that may not exist yet.
    """

    def __init__(
        self,
        docs: str,
        patterns: Patterns,
        links: LinkPolicy,
        *,
        hosted: bool,
        meta_file: str,
        unsaved: UnsavedText | None = None,
    ) -> None:
        self.pages: list[DirectoryEntry] = []
        self.others: list[str] = []
        """Published files that are not read as documents: translations, and files that are no pages."""
        self.dropped: list[Dropped] = []
        self.translations: list[DirectoryEntry] = []
        self.meta_files: list[DirectoryEntry] = []
        self.problems: list[WalkProblem] = []
        self.failures: list[tuple[str, Exception]] = []
        """(path, exception) of each file or folder that caused an unexpected exception."""
        self.has_links = False
        self._links = links
        self._inclusion = Inclusion(patterns)
        self._hosted = hosted
        self._meta_file = meta_file
        self._unsaved = unsaved
        self._todo: list[tuple[str, str, Folder]] = [(docs, "", Folder(docs))]
        while self._todo:
            self._enter(*self._todo.pop())
        for found in (self.pages, self.dropped, self.translations, self.meta_files):
            found.sort(key=_place_in_order)
        self.overwritten = dict(self._inclusion.overwritten([page.path for page in self.pages]))
        """Maps the path of a page to the path of the page that overwrites its output."""
        published = (*(page.path for page in self.pages), *filterfalse(self._inclusion.is_translation, self.others))
        for file, page in self._inclusion.blocking(published) if hosted else ():
            message = f"MkDocs would fail: it needs a folder in place of this file, for {printable(page)}"
            self._report(file, message, "rename one of them")

    def _enter(self, place: str, inside: str, folder: Folder) -> None:
        try:
            found = self._unsaved.entries_of(place, folder.real) if self._unsaved else entries_of(place)
            entries = self._visible(place, inside, found)
        except OSError as error:
            if not inside or self._inclusion.level(inside.rstrip("/")) is not PatternLevel.EXCLUDED:
                self._report(inside.rstrip("/"), f"the folder cannot be read: {error.strerror}", "make it readable")
            return
        files: dict[str, os.DirEntry[str]] = {}
        levels: dict[str, PatternLevel] = {}
        for entry in entries:
            path = inside + entry.name
            if leads_to_folder(entry):
                self._guarded(path, partial(self._folder, entry, path, folder))
            else:
                files[path] = entry
                self._guarded(path, partial(self._decide, path, levels))
        dropped = {conflict.dropped: conflict.kept for conflict in self._inclusion.conflicts(levels)}
        for path, level in levels.items():
            visit = partial(self._visit, files[path], path, level, folder, dropped.get(path, ""))
            self._guarded(path, visit)

    def _decide(self, path: str, levels: dict[str, PatternLevel]) -> None:
        levels[path] = self._inclusion.level(path)

    def _guarded(self, path: str, action: Callable[[], object]) -> None:
        try:
            action()
        except Exception as error:
            self.failures.append((printable(path), error))

    def _visible(self, place: str, inside: str, entries: Sequence[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
        names = {entry.name for entry in entries}
        if not self._hosted and (ENVIRONMENT_FILE in names or os.path.basename(place) == DEPENDENCIES):
            return
        for entry in entries:
            hidden = entry.name.startswith(".") or (not inside and entry.name == "templates")
            if not self._hosted and hidden and entry.name != self._meta_file:
                continue
            if _is_text(entry.name):
                yield entry
            elif self._inclusion.level(inside + entry.name) is not PatternLevel.EXCLUDED:
                self._report(inside + entry.name, "the name of this file is not UTF-8", "rename it")

    def _folder(self, entry: os.DirEntry[str], path: str, folder: Folder) -> None:
        below = Folder(os.path.join(folder.real, entry.name), folder.above, folder.region)
        if entry.is_symlink():
            # also if it is excluded: MkDocs walks it, and a pattern may include a file in it again
            target = self._links.follow(entry.name, folder, is_folder=True)
            if isinstance(target, RefusedLink):
                self._report(path, *target)
                return
            below = Folder(target, folder, self._links.region(target, folder))
            self.has_links = True
        self._todo.append((entry.path, f"{path}/", below))

    def _visit(self, entry: os.DirEntry[str], path: str, level: PatternLevel, folder: Folder, kept: str) -> None:
        if entry.name == self._meta_file:
            self._meta(entry, path, folder)
        elif level is not PatternLevel.EXCLUDED and self._may_be_read(entry, path, folder):
            self._file(DirectoryEntry(path, entry.path), level, kept)

    def _may_be_read(self, entry: os.DirEntry[str], path: str, folder: Folder) -> bool:
        if entry.is_symlink():
            target = self._links.follow(entry.name, folder, is_folder=False)
            if isinstance(target, RefusedLink):
                self._report(path, *target)
                return False
            self.has_links = True
        if entry.is_file():
            return True
        message = "this is a pipe, socket or device, not a file"
        self._report(path, message, "delete it; MkDocs would hang or fail on it")
        return False

    def _file(self, file: DirectoryEntry, level: PatternLevel, kept: str) -> None:
        if level is not PatternLevel.PUBLISHED:
            return
        if self._inclusion.is_translation(file.path):
            self.others.append(file.path)
            if file.path.endswith(MARKDOWN_ENDINGS):
                self.translations.append(file)
        elif not file.path.lower().endswith(MARKDOWN_ENDINGS):
            if not kept:
                self.others.append(file.path)
        elif kept:
            self.dropped.append(Dropped(file, kept))
        else:
            self.pages.append(file)

    def originals(self, path: str) -> tuple[str, ...]:
        """The possible paths of the page that the translation at `path` translates."""
        return self._inclusion.originals(path)

    def _meta(self, entry: os.DirEntry[str], path: str, folder: Folder) -> None:
        if entry.is_symlink() or entry.is_file():
            target = self._links.follow(entry.name, folder, is_folder=False) if entry.is_symlink() else ""
            if isinstance(target, RefusedLink):
                self._report(path, *target)
            self.meta_files.append(DirectoryEntry(path, entry.path))

    def _report(self, path: str, message: str, help: str, severity: Severity | None = None) -> None:
        self.problems.append(WalkProblem(printable(path), message, help, severity))


def _place_in_order(found: DirectoryEntry | Dropped) -> list[str]:
    path = found.page.path if isinstance(found, Dropped) else found.path
    return path.split("/")


def _is_text(name: str) -> bool:
    return not any("\ud800" <= letter <= "\udfff" for letter in name)
