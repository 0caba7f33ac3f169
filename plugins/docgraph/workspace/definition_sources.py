"""Finds and reads the files of a repository that may define agents. Does not parse them."""

from __future__ import annotations

import json
import os
import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import astuple

from docgraph.adopt.gitignore import path_test
from docgraph.model.code_owners import CODE_OWNERS_PATHS
from docgraph.model.definition import UnloadedFile
from docgraph.model.destination import MARKDOWN_ENDINGS
from docgraph.workspace.cache.store import digest
from docgraph.workspace.config_file import Found, Layout
from docgraph.workspace.repository_walk import RepositoryWalk
from docgraph.workspace.symlinks import is_within, repository_of

if TYPE_CHECKING:
    from docgraph.definitions.find import DefinitionPath

_TEXTS = (*MARKDOWN_ENDINGS, ".toml")
_MOST_HIDDEN = 1_000
"""The maximum number of Markdown files in hidden folders that are read."""


class DefinitionSource(Struct, frozen=True):
    """A file that may define agents. `place` is its path relative to the project.

    `content` is None if the file is unreadable or too large.
    """

    candidate: DefinitionPath
    place: str
    content: bytes | None


class DefinitionSources(Struct, frozen=True):
    """The files of a repository that may define agents, sorted by path.

    - `hidden_pages` maps the paths of other Markdown files in hidden folders of the project to contents.
    - `code_owners` is the path and content of the CODEOWNERS file. It is read only if `files` is not empty.
    - The paths of hidden pages and of the CODEOWNERS file are relative to the project.
    """

    files: tuple[DefinitionSource, ...] = ()
    hidden_pages: dict[str, bytes] = {}
    code_owners: tuple[str, bytes] | None = None
    unloaded: tuple[UnloadedFile, ...] = ()
    """Files that look like agents but are not loaded by any program; empty if not searched for."""
    with_unloaded: bool = False
    """Whether `unloaded` files were searched for."""
    failures: tuple[tuple[str, Exception], ...] = ()
    """(path, exception) of each file that caused an unexpected exception."""

    @property
    def digest(self) -> str:
        """A digest of all files and their contents, for cache keys."""
        facts = [
            [[*astuple(file.candidate), file.place] for file in self.files],
            [file.content is None for file in self.files],
            [*self.hidden_pages],
            self.code_owners and self.code_owners[0],
            [astuple(file) for file in self.unloaded],
            [(path, repr(error)) for path, error in self.failures],
        ]
        contents = (file.content or b"" for file in self.files)
        owners = self.code_owners[1] if self.code_owners else b""
        # JSON has an escape for the bytes of a path that are not UTF-8
        return digest(json.dumps(facts).encode(), *contents, *self.hidden_pages.values(), owners)


def definition_sources_of(project: Found | Layout, *, with_unloaded: bool = False) -> DefinitionSources:
    """The files of a project's repository that may define agents, according to the setting `scan`.

    `with_unloaded` also searches for files that look like agents but are not loaded by any program.
    """
    scan = project.options.get("scan")
    if scan is False:
        return DefinitionSources()
    files, ignore = _patterns_in(scan)
    repository = repository_of(project.root)
    return definition_sources(repository, project.root, files=files, ignore=ignore, with_unloaded=with_unloaded)


def _patterns_in(scan: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    values = [scan.get(key) for key in ("files", "ignore")] if isinstance(scan, Mapping) else [(), ()]
    lists = [value if isinstance(value, (list, tuple)) else () for value in values]
    files, ignore = (tuple(item for item in items if isinstance(item, str) and path_test(item)) for items in lists)
    return files, ignore


def definition_sources(
    repository: Path,
    project: Path,
    *,
    files: Sequence[str] = (),
    ignore: Sequence[str] = (),
    with_unloaded: bool = False,
) -> DefinitionSources:
    """Find and read the files in the folder `repository` that may define agents.

    `files` are patterns of files to read although no program loads them. `ignore` are patterns of files and folders to
    leave out. `with_unloaded` also searches for files that look like agents but are not loaded by any program.
    """
    from docgraph.definitions.find import PathIndex, definition_paths

    walk = RepositoryWalk(repository, ignore)
    others: list[str] = []
    paths = _collecting(walk.files(), others)
    candidates = definition_paths(paths, walk.committed_content, PathIndex(files), walk.failed)
    within = walk.relative_path(project)
    found = tuple(
        DefinitionSource(candidate, _relative(candidate.path, within), walk.content(candidate.path))
        for candidate in candidates
        if not walk.is_ignored(candidate.path)
    )
    read = {file.place for file in found if file.content is not None}
    pages = _hidden_pages(walk, within, filter(_is_hidden_page, others), read)
    owners = _code_owners(walk, within) if found else None
    unloaded = _unloaded(walk, others, candidates) if with_unloaded else ()
    failures = tuple((_relative(path, within), error) for path, error in walk.failures)
    return DefinitionSources(found, pages, owners, unloaded, with_unloaded, failures)


def _code_owners(walk: RepositoryWalk, within: str) -> tuple[str, bytes] | None:
    for path in CODE_OWNERS_PATHS:
        is_inside = is_within(os.path.realpath(os.path.join(walk.root, path)), walk.root)
        content = walk.content(path) if is_inside else None
        if content is not None:
            return _relative(path, within), content
    return None


def _hidden_pages(walk: RepositoryWalk, within: str, paths: Iterable[str], read: Container[str]) -> dict[str, bytes]:
    places = ((_relative(path, within), path) for path in sorted(paths))
    unread = ((place, path) for place, path in places if place not in read and not place.startswith("../"))
    committed = islice(((place, path) for place, path in unread if not walk.is_ignored(path)), _MOST_HIDDEN)
    return {place: content for place, path in committed if (content := walk.content(path)) is not None}


def _relative(path: str, within: str) -> str:
    return posixpath.relpath(path, within) if within != "." else path


def _collecting(paths: Iterable[str], texts: list[str]) -> Iterator[str]:
    for path in paths:
        if path.endswith(_TEXTS):
            texts.append(path)
        yield path


def _is_hidden_page(path: str) -> bool:
    return path.endswith(MARKDOWN_ENDINGS) and (path.startswith(".") or "/." in path) and "/" in path


def _unloaded(
    walk: RepositoryWalk, paths: Iterable[str], definitions: Iterable[DefinitionPath]
) -> tuple[UnloadedFile, ...]:
    from docgraph.definitions.unloaded import unloaded_files

    loaded = {candidate.path for candidate in definitions}
    return tuple(unloaded_files((path for path in paths if path not in loaded), walk.committed_content))
