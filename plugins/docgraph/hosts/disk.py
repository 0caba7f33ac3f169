"""Reads a docs folder: which files the host would build, their bytes, and the entries that no host can read safely."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from docgraph.hosts.configuration import Found, Layout
from docgraph.model.fault import SettingsError
from docgraph.model.finding import Severity
from docgraph.model.internal_error import internal_error
from docgraph.model.location import AT_PROJECT, Location, Standpoint
from docgraph.model.problem import Problem
from docgraph.model.source import Source

_ENVIRONMENT = "pyvenv.cfg"
"""Lies at the top of a virtual environment of Python."""
MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


class Contents(Struct, frozen=True):
    """What a docs folder holds: the bytes of its files, and the entries that cannot be read.

    `docs` is the folder relative to the root of the project, with `/`; empty where the two are one.
    """

    docs: str
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


def contents_of(place: Found | Layout) -> Contents:
    """The docs folder of a project, with every file read once."""
    folder = _Folder(place)
    folder.walk(place.docs, "")
    sources = tuple(folder.sources())
    return Contents(folder.prefix, sources, tuple(folder.problems))


def standpoint_of(root: Path, form: str) -> Standpoint:
    """Where the reader of a report about a project stands.

    A terminal opens paths from the working folder. GitHub knows those of its workspace, wherever a step works.
    """
    here = Path(os.environ.get("GITHUB_WORKSPACE", ".") if form == "github" else ".").resolve()
    if root == here:
        return AT_PROJECT
    if here in root.parents:
        return Standpoint(f"{root.relative_to(here).as_posix()}/")
    if root in here.parents:
        return Standpoint(
            f"{os.path.relpath(root, here)}/".replace(os.sep, "/"), f"{here.relative_to(root).as_posix()}/"
        )
    return Standpoint(f"{root.as_posix().rstrip('/')}/")


def today() -> date:
    """`SOURCE_DATE_EPOCH` if it is set, else now; the day in UTC. Raises `SettingsError` for what is no time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.fromtimestamp(time.time(), UTC).date()
    try:
        if epoch.isascii() and epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        pass
    raise SettingsError(f"`SOURCE_DATE_EPOCH` takes whole seconds since 1970-01-01, not `{epoch[:40]}`")


def repository_of(root: Path) -> Path:
    """The nearest folder with `.git`, else the project itself."""
    return next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), root)


def in_repository(repository: Path, path: str) -> bool:
    """Whether `path` is a file inside the repository."""
    found = os.path.realpath(repository / path)
    return os.path.commonpath((found, os.path.realpath(repository))) == os.path.realpath(repository) and os.path.isfile(
        found
    )


class _Folder:
    """The walk over one docs folder, following links as the host does but never out of the folder."""

    def __init__(self, layout: Found | Layout) -> None:
        self.layout = layout
        self.root = os.path.realpath(layout.docs)
        relative = os.path.relpath(layout.docs, layout.root).replace(os.sep, "/")
        self.prefix = "" if relative == "." else relative
        self.excluded = _patterns(layout.excluded)
        # what a host publishes is checked; where there is none, packages of other people are no documents of the team
        self.hosted = layout.configuration is not None and layout.configuration.suffix != ".toml"
        self.problems: list[Problem] = []
        self.files: list[tuple[str, str]] = []
        self.linked = False
        self.meta: dict[str, Source] = {}

    def walk(self, folder: Path | str, inside: str) -> None:
        with os.scandir(folder) as scan:
            entries = sorted(scan, key=lambda entry: entry.name)
        names = {entry.name for entry in entries}
        if not self.hosted and (_ENVIRONMENT in names or os.path.basename(folder) == "node_modules"):
            return
        for entry in entries:
            try:
                self._visit(entry, inside, names)
            except Exception as error:
                at = Location(self._path(_said(f"{inside}{entry.name}")), 1, 1)
                self.problems.append(internal_error(at, "docgraph failed to read this file or folder", error))

    def _visit(self, entry: os.DirEntry[str], inside: str, names: set[str]) -> None:
        path = f"{inside}{entry.name}"
        if not _sayable(entry.name):
            self._problem(_said(path), "the name of this file is not UTF-8", "rename it")
        elif entry.name == self.layout.meta_file and (entry.is_file() or entry.is_symlink()):
            self._inherited(entry, inside, path)
        elif entry.name.startswith(".") or path == "templates":
            return
        elif entry.name == "README.md" and "index.md" in names:
            help = "put what both say into one of them, or rename this one"
            self._problem(path, "the host publishes index.md instead of this file", help, Severity.WARNING)
        elif self.excluded is None or not self.excluded.match_file(path + "/" * entry.is_dir()):
            self._entry(entry, path)

    def _entry(self, entry: os.DirEntry[str], path: str) -> None:
        markdown = entry.name.lower().endswith(MARKDOWN)
        if entry.is_symlink():
            if not self._inside(entry, path, markdown):
                return
            self.linked = True
        mode = entry.stat().st_mode
        if stat.S_ISDIR(mode):
            if markdown:
                self._problem(path, "a folder has the name of a Markdown file", "rename the folder")
            self.walk(entry.path, f"{path}/")
        elif not stat.S_ISREG(mode):
            self._problem(
                path, "this is no file but a pipe, socket or device", "delete it; the host would wait on it for ever"
            )
        elif markdown:
            self.files.append((path, entry.path))

    def _inside(self, entry: os.DirEntry[str], path: str, markdown: bool) -> bool:
        """Whether a symbolic link may be followed."""
        target = os.path.realpath(entry.path)
        severity = None if markdown or entry.is_dir() else Severity.WARNING
        if not os.path.exists(target):
            message = f"this link leads to `{_said(os.readlink(entry.path))}`, where nothing is"
            self._problem(path, message, "delete it, or point it at a file", severity)
        elif os.path.commonpath((self.root, target)) != self.root:
            help = "put a copy into the docs folder; files outside it are not published"
            self._problem(path, "this link leads out of the docs folder", help, severity)
        elif entry.is_dir() and os.path.commonpath((os.path.realpath(os.path.dirname(entry.path)), target)) == target:
            self._problem(path, "this link leads back to a folder that holds it", "delete it")
        else:
            return True
        return False

    def _inherited(self, entry: os.DirEntry[str], inside: str, path: str) -> None:
        told = len(self.problems)
        content = (
            None if entry.is_symlink() and not self._inside(entry, path, True) else self._content(path, entry.path)
        )
        from docgraph.source.inherited import inherited_of  # few projects have such files

        if content is None:
            self.meta[inside] = Source(self._path(path), b"", withheld=self.problems[told])
        else:
            self.meta[inside] = Source(self._path(path), content)
            problem = inherited_of(self.meta[inside]).problem
            self.problems += [problem] if problem else []

    def _problem(self, path: str, message: str, help: str, severity: Severity | None = None) -> None:
        self.problems.append(
            Problem("unreadable-file", Location(self._path(path), 1, 1), message, help, severity=severity)
        )

    def _path(self, path: str) -> str:
        return f"{self.prefix}/{path}" if self.prefix else path

    def sources(self) -> Iterator[Source]:
        for path, real in self._once() if self.linked else self.files:
            content = self._content(path, real)
            if content is None:
                continue
            if not real.endswith(MARKDOWN):
                self._in_capitals(path, content)
            yield Source(self._path(path), content, self._above(path) if self.meta else ())

    def _content(self, path: str, real: str) -> bytes | None:
        try:
            with open(real, "rb") as file:
                return file.read()
        except OSError as error:
            self._problem(path, f"the file cannot be read: {error.strerror}", "make it readable")
            return None

    def _in_capitals(self, path: str, content: bytes) -> None:
        """Tell a file such as `a.MD`, which MkDocs copies as it is; an error where a record is in it."""
        stem, ending = os.path.splitext(os.path.basename(path))
        help = f"rename it to `{stem}{ending.lower()}`"
        # asked of few files, and the kinds cost more than all the others
        from docgraph.source.kind_line import says_kind

        lost = says_kind(content[:4096].decode(errors="ignore"))
        message = f"the host makes no page of a file that ends in `{ending}`"
        self._problem(path, message, help, None if lost else Severity.WARNING)

    def _once(self) -> list[tuple[str, str]]:
        """Each file once: where it lies, else the first link that leads to it."""
        first: dict[str, str] = {}
        for path, place in self.files:
            real = os.path.realpath(place)
            if real not in first or real == os.path.join(self.root, path):
                first[real] = path
        kept = set(first.values())
        return [one for one in self.files if one[0] in kept]

    def _above(self, path: str) -> tuple[Source, ...]:
        """The files that give front matter to the page at `path`, the outermost first."""
        return tuple(self.meta[folder] for folder in sorted(self.meta, key=len) if path.startswith(folder))


def _said(path: str) -> str:
    """A path as it can be written in a report, whatever bytes it has."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _sayable(name: str) -> bool:
    """Whether a file's name can be written in a report; the file system hands other bytes on as half characters."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)


def _patterns(text: str) -> Any:
    if not text.strip():
        return None
    from pathspec.gitignore import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(text.splitlines())
