"""Reads the agent definitions of a repository."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from docgraph.model.code_owners import CodeOwners
from docgraph.model.definition import Definition, UnloadedFile
from docgraph.model.internal_error import internal_error_problem
from docgraph.model.location import Location, Text
from docgraph.model.problem import Problem
from docgraph.workspace.cache.definition_cache import CachingDefinitionReader
from docgraph.workspace.cache.store import Cache, cache_of
from docgraph.workspace.config_file import Found, Layout
from docgraph.workspace.definition_sources import DefinitionSources, definition_sources, definition_sources_of
from docgraph.workspace.symlinks import printable


class QuotableContents(Mapping[str, bytes]):
    """Maps paths to file contents in which private values are masked. Masks a file on first access."""

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
    """The agent definitions of a repository, sorted by path, and the files that contain them.

    - `contents` maps paths relative to the project to contents.
    - `hidden_pages` maps the paths of other Markdown files in hidden folders of the project to contents.
    - `code_owners` is the CODEOWNERS file. It is read only if there are definitions.
    """

    definitions: tuple[Definition, ...] = ()
    contents: dict[str, bytes] = {}
    hidden_pages: dict[str, bytes] = {}
    code_owners: CodeOwners | None = None
    unloaded: tuple[UnloadedFile, ...] = ()
    """Files that look like agents but are not loaded by any program; empty if not searched for."""
    failures: tuple[tuple[str, Exception], ...] = ()
    """(path, exception) of each file that caused an unexpected exception."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """A problem for each file that caused an unexpected exception."""
        return tuple(
            internal_error_problem(Location(printable(path), 1, 1), "reading this file as a definition failed", error)
            for path, error in self.failures
        )

    @property
    def paths(self) -> frozenset[str]:
        """The paths of the files with definitions, each relative to the project and to the repository."""
        return frozenset(path for definition in self.definitions for path in (definition.path, definition.at.path))

    @property
    def quotable(self) -> Mapping[str, bytes]:
        """The contents with masked private values, for reports that quote lines."""
        return QuotableContents(self.contents)


def definitions_of(project: Found | Layout, cache: Cache | None = None) -> ScannedRepository:
    """The agent definitions in the repository of a project, according to its setting `scan`.

    `cache` defaults to the cache of the project.
    """
    return parsed(definition_sources_of(project), cache_of(project.root) if cache is None else cache)


def scan_repository(
    repository: Path,
    project: Path,
    cache: Cache,
    *,
    files: Sequence[str] = (),
    ignore: Sequence[str] = (),
    with_unloaded: bool = False,
) -> ScannedRepository:
    """Read the agent definitions in the folder `repository`.

    The locations of definitions are relative to the folder `project`. `files` are patterns of files to read although no
    program loads them. `ignore` are patterns of files and folders to leave out. `with_unloaded` also searches for files
    that look like agents but are not loaded by any program.
    """
    sources = definition_sources(repository, project, files=files, ignore=ignore, with_unloaded=with_unloaded)
    return parsed(sources, cache)


def parsed(sources: DefinitionSources, cache: Cache) -> ScannedRepository:
    """Parse the agent definitions in files; unchanged files are loaded from the cache."""
    if not sources.files:
        return ScannedRepository(
            hidden_pages=sources.hidden_pages, unloaded=sources.unloaded, failures=sources.failures
        )
    from docgraph.definitions.case_duplicates import marked_case_duplicates
    from docgraph.definitions.find import unreadable_definitions
    from docgraph.definitions.namesakes import with_scopes
    from docgraph.parse.people.code_owners import code_owners_in

    readable = [(file.candidate, file.content, file.place) for file in sources.files if file.content is not None]
    contents = {place: content for _, content, place in readable}
    read = dict(zip(contents, CachingDefinitionReader(cache)(readable), strict=True))
    found, failures = list[Definition](), [*sources.failures]
    for file in sources.files:
        definitions = read.get(file.place)
        if isinstance(definitions, Exception):
            failures.append((file.place, definitions))
        else:
            found += unreadable_definitions(file.candidate, file.place) if definitions is None else definitions
    owners = None
    if found and sources.code_owners is not None:
        place, content = sources.code_owners
        contents[place] = content
        owners = code_owners_in(Text.from_bytes(place, content))
    unloaded = (*sources.unloaded, *_incomplete(sources, found))
    scoped = with_scopes(tuple(marked_case_duplicates(found)))
    return ScannedRepository(scoped, contents, sources.hidden_pages, owners, unloaded, tuple(failures))


def _incomplete(sources: DefinitionSources, found: Iterable[Definition]) -> Iterator[UnloadedFile]:
    if sources.with_unloaded:
        from docgraph.definitions.unloaded import incomplete_files

        loaded = {definition.path for definition in found}
        others = (file for file in sources.files if file.candidate.path not in loaded)
        yield from incomplete_files((file.candidate, file.content or b"") for file in others)
