"""Finds and reads the agent definitions of a repository. Unchanged files are not parsed again."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from docgraph.adopt.gitignore import path_test
from docgraph.model.code_owners import CODE_OWNERS_PATHS, CodeOwners
from docgraph.model.definition import Definition, UnloadedFile
from docgraph.model.destination import MARKDOWN_ENDINGS
from docgraph.model.internal_error import internal_error_problem
from docgraph.model.location import Location, Text
from docgraph.model.problem import Problem
from docgraph.workspace.cache.definition_cache import CachingDefinitionReader
from docgraph.workspace.cache.store import Cache, cache_of, digest
from docgraph.workspace.config_file import Found, Layout
from docgraph.workspace.repository_walk import RepositoryWalk
from docgraph.workspace.symlinks import is_within, printable, repository_of

if TYPE_CHECKING:
    from docgraph.definitions.find import DefinitionPath

_TEXTS = (*MARKDOWN_ENDINGS, ".toml")
_MOST_HIDDEN = 1_000
"""The number of Markdown files in hidden folders that are read."""


class QuotableContents(Mapping[str, bytes]):
    """Contents of files with private values masked. A content is masked when it is first used."""

    def __init__(self, contents: Mapping[str, bytes]) -> None:
        self._contents = contents
        self._masked: dict[str, bytes] = {}

    def __getitem__(self, path: str) -> bytes:
        if path not in self._masked:
            from docgraph.definitions.private_values import mask_private_values

            content = self._contents[path]
            try:
                self._masked[path] = mask_private_values(path, content).encode()
            except Exception:
                self._masked[path] = b""  # an unmasked quotation could show a secret
        return self._masked[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._contents)

    def __len__(self) -> int:
        return len(self._contents)


class ScannedRepository(Struct, frozen=True):
    """The definitions of a repository, sorted by path, and the contents of their files.

    `contents` maps the path of a file, relative to the project, to its content. `hidden_pages` maps the paths of the
    other Markdown files in hidden folders of the project to their contents. `code_owners` is the CODEOWNERS file, which
    is read only if there are definitions.
    """

    definitions: tuple[Definition, ...] = ()
    contents: dict[str, bytes] = {}
    hidden_pages: dict[str, bytes] = {}
    code_owners: CodeOwners | None = None
    unloaded: tuple[UnloadedFile, ...] = ()
    """Files that look like agents, but are where no program loads them; empty unless they are searched for."""
    failures: tuple[tuple[str, Exception], ...] = ()
    """Paths of files that caused an unexpected exception, each with the exception."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A problem for each file that caused an unexpected exception."""
        return tuple(
            internal_error_problem(Location(printable(path), 1, 1), "reading this file as a definition failed", error)
            for path, error in self.failures
        )

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the files, relative to the project and to the repository."""
        return frozenset(path for definition in self.definitions for path in (definition.path, definition.at.path))

    @property
    def quotable(self) -> Mapping[str, bytes]:
        """The contents with private values masked, for reports that quote lines."""
        return QuotableContents(self.contents)

    @property
    def digest(self) -> str:
        """A digest of everything that was read, for cache keys."""
        files = (*sorted(self.contents.items()), *sorted(self.hidden_pages.items()))
        return digest(*(part for path, content in files for part in (path.encode(), content)))


def definitions_of(
    place: Found | Layout, cache: Cache | None = None, *, with_unloaded: bool = False
) -> ScannedRepository:
    """The definitions of the repository of a project, as its setting `scan` describes it.

    The default cache is that of the project. `with_unloaded` is passed to `scan_repository`.
    """
    scan = place.options.get("scan")
    if scan is False:
        return ScannedRepository()
    files, ignore = _patterns_in(scan)
    store = cache_of(place.root) if cache is None else cache
    repository = repository_of(place.root)
    return scan_repository(repository, place.root, store, files=files, ignore=ignore, with_unloaded=with_unloaded)


def _patterns_in(scan: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The valid patterns in the setting `scan`. The validation of settings reports the others."""
    values = [scan.get(key, ()) for key in ("files", "ignore")] if isinstance(scan, Mapping) else [(), ()]
    files, ignore = (tuple(item for item in value if isinstance(item, str) and path_test(item)) for value in values)
    return files, ignore


def scan_repository(
    repository: Path,
    project: Path,
    cache: Cache,
    *,
    files: Sequence[str] = (),
    ignore: Sequence[str] = (),
    with_unloaded: bool = False,
) -> ScannedRepository:
    """Read the definitions in the folder `repository`.

    The locations of definitions are relative to the folder `project`. `files` are patterns of files to read
    although no program loads them, `ignore` are patterns of files and folders to leave out. `with_unloaded` also
    searches for files that look like agents, but that no program loads.
    """
    from docgraph.definitions.case_duplicates import marked_case_duplicates
    from docgraph.definitions.find import PathIndex, definition_paths
    from docgraph.definitions.namesakes import with_scopes

    walk = RepositoryWalk(repository, ignore)
    others: list[str] = []
    paths = _collecting(walk.files(), others)
    candidates = definition_paths(paths, walk.committed_content, PathIndex(files), walk.failed)
    within = walk.relative_path(project)
    contents: dict[str, bytes] = {}
    found = _read(walk, candidates, within, CachingDefinitionReader(cache), contents)
    pages = _hidden_pages(walk, within, filter(_is_hidden_page, others), contents)
    owners = _code_owners(walk, within, contents) if found else None
    unloaded = _unloaded(walk, others, candidates, found) if with_unloaded else ()
    failures = tuple((_relative(path, within), error) for path, error in walk.failures)
    definitions = with_scopes(tuple(marked_case_duplicates(found)))
    return ScannedRepository(definitions, contents, pages, owners, unloaded, failures)


def _read(
    walk: RepositoryWalk,
    candidates: Iterable[DefinitionPath],
    within: str,
    reader: CachingDefinitionReader,
    contents: dict[str, bytes],
) -> list[Definition]:
    """The definitions in the files `candidates`, whose contents are added to `contents`."""
    from docgraph.definitions.find import unreadable_definitions

    found: list[Definition] = []
    for candidate in candidates:
        if walk.is_ignored(candidate.path):
            continue
        place, content = _relative(candidate.path, within), walk.content(candidate.path)
        if content is None:
            found += unreadable_definitions(candidate, place)
            continue
        contents[place] = content
        try:
            found += reader.definitions_in(candidate, content, place)
        except Exception as error:
            walk.failed(candidate.path, error)
    reader.store()
    return found


def _code_owners(walk: RepositoryWalk, within: str, contents: dict[str, bytes]) -> CodeOwners | None:
    """The CODEOWNERS file of the repository, whose content is added to `contents`; None if there is none."""
    from docgraph.parse.people.code_owners import code_owners_in

    for path in CODE_OWNERS_PATHS:
        is_inside = is_within(os.path.realpath(os.path.join(walk.root, path)), walk.root)
        content = walk.content(path) if is_inside else None
        if content is not None:
            place = _relative(path, within)
            contents[place] = content
            return code_owners_in(Text.from_bytes(place, content))
    return None


def _hidden_pages(walk: RepositoryWalk, within: str, paths: Iterable[str], read: Container[str]) -> dict[str, bytes]:
    """The contents of the Markdown files at `paths` that are in the project and not in `read`."""
    places = ((_relative(path, within), path) for path in sorted(paths))
    unread = ((place, path) for place, path in places if place not in read and not place.startswith("../"))
    committed = islice(((place, path) for place, path in unread if not walk.is_ignored(path)), _MOST_HIDDEN)
    return {place: content for place, path in committed if (content := walk.content(path)) is not None}


def _relative(path: str, within: str) -> str:
    """A path of the repository relative to the project, which is the folder `within` of the repository."""
    return posixpath.relpath(path, within) if within != "." else path


def _collecting(paths: Iterable[str], texts: list[str]) -> Iterator[str]:
    """`paths`. Adds the Markdown and TOML files among them to `texts`."""
    for path in paths:
        if path.endswith(_TEXTS):
            texts.append(path)
        yield path


def _is_hidden_page(path: str) -> bool:
    return path.endswith(MARKDOWN_ENDINGS) and (path.startswith(".") or "/." in path) and "/" in path


def _unloaded(
    walk: RepositoryWalk, paths: Iterable[str], candidates: Sequence[DefinitionPath], found: Iterable[Definition]
) -> tuple[UnloadedFile, ...]:
    from docgraph.definitions.unloaded import incomplete_files, unloaded_files

    loaded = {definition.path for definition in found}
    places = {candidate.path for candidate in candidates}
    not_found = [file for file in candidates if file.path not in loaded and not walk.is_ignored(file.path)]
    elsewhere = unloaded_files((path for path in paths if path not in places), walk.committed_content)
    return (*elsewhere, *incomplete_files(not_found, walk.committed_content))
