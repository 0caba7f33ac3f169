"""Reads the documents and other files of a docs folder."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from docgraph.model.destination import MARKDOWN_ENDINGS
from docgraph.model.finding import Severity
from docgraph.model.internal_error import internal_error_problem
from docgraph.model.location import Location
from docgraph.model.problem import Problem, file_problem, read_error_problem
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile, inherited_by
from docgraph.workspace.adoption_settings import adoptions_in, people_in
from docgraph.workspace.config_file import Found, Layout
from docgraph.workspace.pages.manifest import without_generated
from docgraph.workspace.pages.notice import is_generated_page
from docgraph.workspace.record_files import holds_record, may_hold_record, repeats
from docgraph.workspace.setting_locations import with_locations
from docgraph.workspace.symlinks import LinkPolicy, is_within, links_in
from docgraph.workspace.unsaved import UnsavedText
from docgraph.workspace.unused_settings import UnusedSettings
from docgraph.workspace.walk import DirectoryEntry, Dropped, Walk

if TYPE_CHECKING:
    from docgraph.adopt.adoptions import Adoptions


class DocsContents(Struct, frozen=True):
    """The files of a docs folder, and problems such as unreadable files.

    - `docs` is the path of the docs folder relative to the project; empty if both are the same folder.
    - `sources` are the pages, and other files with a record.
    - `others` are the other published files: translations, and files that are no pages. Their paths are relative to the
      docs folder.
    - `meta_files` are files such as `.meta.yml`, with front matter for all pages in a folder.
    - `unmatched` are patterns of the setting `paths` that match none of these files, each with a problem to report.
    """

    docs: str
    sources: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    others: tuple[str, ...] = ()
    meta_files: tuple[SourceFile, ...] = ()
    unmatched: tuple[tuple[str, Problem], ...] = ()


def contents_of(place: Found | Layout, unsaved: UnsavedText | None = None) -> DocsContents:
    """Read the docs folder of a project. Raises `SettingsError` if the setting `links` is invalid.

    `unsaved` is unsaved text that replaces or adds a document.
    """
    named = links_in(place.options)
    docs = os.path.realpath(place.docs)
    with with_locations(place.configuration):
        links = LinkPolicy(docs, place.root, named)
    walk = Walk(docs, place.patterns, links, hosted=place.hosted, meta_file=place.meta_file, unsaved=unsaved)
    relative = os.path.relpath(place.docs, place.root).replace(os.sep, "/")
    adoptions = adoptions_in(place)
    reading = _Reading(walk, docs, "" if relative == "." else relative, adoptions, unsaved)
    people = people_in(place)
    sources = people.added_to((*reading.sources(), *reading.adopted(str(place.root))))
    read = (*sources, *reading.meta_files)
    paths = {*(source.path for source in read), *map(reading.path, walk.others)}
    paths |= {problem.at.path for problem in reading.problems}
    paths |= {place.configuration.name} if place.configuration else set()
    unused = UnusedSettings(place, reading.prefix)
    problems = (
        *reading.problems,
        *(unused.link(number, named[number]) for number in links.unused),
        *unused.adopting_patterns(adoptions, (*(source.path for source in sources), *reading.left_alone)),
        *people.problems,
    )
    unmatched, others = tuple(unused.path_patterns(paths)), without_generated(walk.others, docs, place.options)
    return DocsContents(reading.prefix, sources, problems, others, tuple(reading.meta_files), unmatched)


def contents_with(place: Found | Layout, unsaved: UnsavedText) -> DocsContents:
    """Read the docs folder of a project, with unsaved text in place of a document.

    Raises `SettingsError` if the text neither replaces nor adds a document.
    """
    contents = contents_of(place, unsaved)
    if not unsaved.is_read:
        where = f"or to a page in the docs folder, `{place.docs}`"
        raise SettingsError(f"{unsaved.path}: is no document of the project; set --stdin-path to one, {where}")
    return contents


def epoch() -> str:
    """The value of `SOURCE_DATE_EPOCH`; empty if it is not set."""
    return os.environ.get("SOURCE_DATE_EPOCH", "")


def today() -> date:
    """The date in `SOURCE_DATE_EPOCH`; if it is not set, the current date in UTC.

    Raises `SettingsError` if `SOURCE_DATE_EPOCH` is invalid.
    """
    from_environment = epoch()
    if not from_environment:
        return datetime.fromtimestamp(time.time(), UTC).date()
    try:
        if from_environment.isascii() and from_environment.isdigit():
            return datetime.fromtimestamp(int(from_environment), UTC).date()
    except (ValueError, OverflowError, OSError):
        pass
    raise SettingsError(f"`SOURCE_DATE_EPOCH` must be whole seconds since 1970-01-01, not `{from_environment[:40]}`")


def in_repository(repository: Path, path: str) -> bool:
    """Whether `path` is a file in the repository, after resolving symlinks."""
    try:
        found = os.path.realpath(repository / path)
    except ValueError:  # NUL or a lone surrogate in the path
        return False
    return is_within(found, os.path.realpath(repository)) and os.path.isfile(found)


class _Reading:
    """Reads the files that a walk of the docs folder found, and collects problems.

    `docs` is the real path of the docs folder, and `prefix` is its path relative to the project.
    """

    def __init__(
        self, walk: Walk, docs: str, prefix: str, adoptions: Adoptions | None, unsaved: UnsavedText | None
    ) -> None:
        self.prefix = prefix
        self._unsaved = unsaved
        self._adoptions = adoptions
        self.problems: list[Problem] = []
        self._walk = walk
        self._docs = docs
        for problem in walk.problems:
            self._problem(*problem)
        for path, error in walk.failures:
            self._failed(path, error)
        self._pages: dict[str, SourceFile] = {}
        """Maps paths in the docs folder to the pages read so far; empty in a site without translations."""
        self.meta_files: list[SourceFile] = []
        self.left_alone: list[str] = []
        """Files that match one pattern of the setting `kinds`, and that another pattern excludes."""
        for entry in walk.meta_files:
            self._inherited(entry)

    def sources(self) -> Iterator[SourceFile]:
        for entry in self._once() if self._walk.has_links else self._walk.pages:
            yield from self._guarded(entry.path, partial(self._page, entry))
        for dropped in self._walk.dropped:
            yield from self._guarded(dropped.page.path, partial(self._dropped, dropped))
        for entry in self._walk.translations:
            yield from self._guarded(entry.path, partial(self._translation, entry))

    def adopted(self, root: str) -> Iterator[SourceFile]:
        if not self._adoptions:
            return
        from docgraph.workspace.adopted_files import adopted_files  # few projects need it

        for file in adopted_files(root, self._docs, self.prefix, self._adoptions):
            if file.plan is None:
                self.left_alone.append(file.path)
                continue
            entry = DirectoryEntry(os.path.relpath(file.path, self.prefix or "."), file.place)
            content = self._content(entry)
            if content is not None:
                yield SourceFile(file.path, content, adoption=file.plan, has_page=False)

    def _guarded(self, path: str, read: Callable[[], SourceFile | None]) -> tuple[SourceFile, ...]:
        try:
            source = read()
        except Exception as error:
            self._failed(path, error)
            return ()
        return () if source is None else (source,)

    def _failed(self, path: str, error: Exception) -> None:
        at = Location(self.path(path), 1, 1)
        self.problems.append(internal_error_problem(at, "docgraph failed to read this file or folder", error))

    def _page(self, entry: DirectoryEntry) -> SourceFile | None:
        source = self._source(entry)
        if source is None or is_generated_page(source.content):
            return None
        if not entry.path.endswith(MARKDOWN_ENDINGS):
            self._in_capitals(entry.path, source)
        if entry.path in self._walk.overwritten:
            message = f"MkDocs overwrites the page of this file with {self._walk.overwritten[entry.path]}"
            severity = None if holds_record(source) else Severity.WARNING
            self._problem(entry.path, message, "rename one of them, or merge them", severity)
        if self._walk.translations:
            self._pages[entry.path] = source
        return source

    def _translation(self, entry: DirectoryEntry) -> SourceFile | None:
        source = self._source(entry)
        if source is None or not may_hold_record(source):
            return None
        originals = self._walk.originals(entry.path)
        if not holds_record(source) or any(
            repeats(source, self._pages[path]) for path in originals if path in self._pages
        ):
            return None
        message = f"{self.path(originals[0])} does not contain the record of this translation"
        self._problem(entry.path, message, "add the record to the document in the default language", None)
        return source

    def _source(self, entry: DirectoryEntry) -> SourceFile | None:
        content = self._content(entry)
        path = self.path(entry.path)
        if content is None:
            return None
        plan = self._adoptions.plan_for(path, self.prefix) if self._adoptions else None
        return SourceFile(path, content, inherited_by(path, self.meta_files), adoption=plan)

    def _in_capitals(self, path: str, source: SourceFile) -> None:
        stem, ending = os.path.splitext(os.path.basename(path))
        severity = None if holds_record(source) else Severity.WARNING
        message = f"MkDocs does not build a page from a file that ends in `{ending}`"
        self._problem(path, message, f"rename it to `{stem}{ending.lower()}`", severity)

    def _dropped(self, dropped: Dropped) -> SourceFile | None:
        source = self._source(dropped.page)
        if source is None:
            return None
        is_record = holds_record(source)
        message = f"MkDocs publishes {os.path.basename(dropped.kept)} instead of this file"
        help = "merge both files, or rename this one"
        self._problem(dropped.page.path, message, help, None if is_record else Severity.WARNING)
        return source if is_record else None

    def _inherited(self, entry: DirectoryEntry) -> None:
        from docgraph.parse.inherited_meta import inherited_of  # slow to import, and few projects need it

        before = len(self.problems)
        path = self.path(entry.path)
        refused = next((problem for problem in self.problems if problem.at.path == path), None)
        content = None if refused else self._content(entry)
        if content is None:
            self.meta_files.append(SourceFile(path, b"", unreadable=refused or self.problems[before]))
        else:
            self.meta_files.append(SourceFile(path, content))
            problem = inherited_of(self.meta_files[-1]).problem
            self.problems += [problem] if problem else []

    def _content(self, entry: DirectoryEntry) -> bytes | None:
        unsaved = self._unsaved.content_of(entry.place) if self._unsaved else None
        if unsaved is not None:
            return unsaved
        try:
            with open(entry.place, "rb") as file:
                return file.read()
        except OSError as error:
            self.problems.append(read_error_problem(self.path(entry.path), error))
            return None

    def _problem(self, path: str, message: str, help: str, severity: Severity | None = None) -> None:
        self.problems.append(file_problem(self.path(path), message, help, severity))

    def path(self, path: str) -> str:
        return "/".join(part for part in (self.prefix, path) if part)

    def _once(self) -> list[DirectoryEntry]:
        """The pages, each file once even if several symlinks lead to it."""
        first: dict[str, str] = {}
        for path, place in self._walk.pages:
            real = os.path.realpath(place)
            if real not in first or real == os.path.join(self._docs, path):
                first[real] = path
        kept = set(first.values())
        return [entry for entry in self._walk.pages if entry.path in kept]
