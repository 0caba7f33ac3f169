"""Finds the files of a repository that agent hosts load, and reads the definitions in them."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice, takewhile

from msgspec import Struct
from msgspec.structs import replace

from docgraph.adopt.gitignore import spec_of
from docgraph.definitions.definition_file import DefinitionFile, UnreadableFileError
from docgraph.definitions.formats import DEFINITION_FORMATS, FORMATS_BY_NAME, Format
from docgraph.definitions.manifests import MANIFESTS, SKILL_FILES, NamedFiles
from docgraph.definitions.path_patterns import PatternGroups
from docgraph.model.definition import Definition, ReadState

_CONTEXT = re.compile(
    r"(?i:(?:.*/)?(?:agents|claude|gemini|readme|copilot-instructions|changelog|license|contributing)\.md)"
    r"|(?:.*/)?references/.*|.*\.(?:prompt|instructions)\.md"
)
"""Markdown files in folders of agents that are context or documentation, not agents."""


class DefinitionPath(Struct, frozen=True):
    """The path of a file with definitions, and the name of its format.

    `within` is the name of the plugin whose manifest names the file; empty if there is none. `other_hosts` are agent
    hosts that load the file only because of a manifest.
    """

    path: str
    format: str
    within: str = ""
    other_hosts: tuple[str, ...] = ()


class PathIndex:
    """Decides which paths of a repository are those of definitions and manifests.

    `named` are patterns from the settings for additional files to read.
    """

    def __init__(self, named: Sequence[str] = ()) -> None:
        self._definitions = PatternGroups([form.patterns for form in DEFINITION_FORMATS])
        self._manifests = PatternGroups([manifest.patterns for manifest in MANIFESTS])
        self._named = spec_of(named) if named else None

    def format_of(self, path: str) -> Format | None:
        """The format of the definitions in the file at `path`; None if no agent host loads the file."""
        number = self._definitions.first(path)
        if number is not None and not (path.endswith(".md") and is_context(path)):
            return DEFINITION_FORMATS[number]
        is_named = self._named is not None and self._named.match_file(path)
        return named_format(path) if is_named else None

    def is_manifest(self, path: str) -> bool:
        """Whether an agent host would read a file at `path` as a manifest of a plugin."""
        return self._manifests.first(path) is not None

    def named_in(self, file: DefinitionFile) -> Iterable[NamedFiles]:
        """The files and folders that a manifest names."""
        number = self._manifests.first(file.path)
        return () if number is None else MANIFESTS[number].read(file)


def definition_paths(
    paths: Iterable[str],
    read: Callable[[str], bytes | None],
    index: PathIndex,
    failed: Callable[[str, Exception], None] | None = None,
) -> list[DefinitionPath]:
    """The files with definitions among the `paths` of a repository, sorted by path.

    `read` returns the content of a file; None if it cannot be read. `failed` is called with the path of a manifest that
    caused an unexpected exception. Without `failed`, the exception is raised.
    """
    found: dict[str, DefinitionPath] = {}
    manifests, markdown = [], []
    for path in paths:
        form = index.format_of(path)
        if form is not None:
            found[path] = DefinitionPath(path, form.name)
        if path.endswith(".json") and index.is_manifest(path):
            manifests.append(path)
        elif path.endswith(".md"):
            markdown.append(path)
    markdown.sort()
    contents = ((path, read(path)) for path in sorted(manifests))
    files = (DefinitionFile(path, content) for path, content in contents if content is not None)
    entries = [entry for file in files for entry in _named_in(file, index, failed)]
    replaced = {(entry.replaced, entry.format) for entry in entries}
    for entry in entries:
        if entry.is_usual and (entry.path, entry.format) in replaced:
            continue
        for path in _files_of(entry, markdown):
            name = _format_in_plugin(entry, path)
            before = found.get(path, DefinitionPath(path, name))
            hosts = before.other_hosts if name == before.format else (*before.other_hosts, FORMATS_BY_NAME[name].host)
            found[path] = DefinitionPath(path, before.format, before.within or entry.within, hosts)
    return sorted(found.values(), key=lambda candidate: candidate.path)


def _named_in(
    file: DefinitionFile, index: PathIndex, failed: Callable[[str, Exception], None] | None
) -> Sequence[NamedFiles]:
    try:
        return tuple(index.named_in(file))
    except Exception as error:
        if failed is None:
            raise
        failed(file.path, error)
        return ()


def _files_of(entry: NamedFiles, markdown: list[str]) -> Iterator[str]:
    at = bisect_left(markdown, entry.path)
    if at < len(markdown) and markdown[at] == entry.path:
        yield entry.path
        return
    folder = f"{entry.path}/" if entry.path else ""
    inside = takewhile(lambda path: path.startswith(folder), islice(markdown, bisect_left(markdown, folder), None))
    yield from (
        path for path in inside if not is_context(path) and (entry.format != SKILL_FILES or path.endswith("/SKILL.md"))
    )


def _format_in_plugin(entry: NamedFiles, path: str) -> str:
    return "copilot-agent" if path.endswith(".agent.md") else entry.format


def is_context(path: str) -> bool:
    """Whether a Markdown file is context or documentation, and so cannot be an agent."""
    return _CONTEXT.fullmatch(path) is not None


def named_format(path: str) -> Format | None:
    """The format of a file that the settings name, by its extension; None if no format has it."""
    own = next((form for form in DEFINITION_FORMATS if form.ending and path.endswith(form.ending)), None)
    if own is not None or path.endswith(".md"):
        return own or FORMATS_BY_NAME["claude-agent"]
    ending = posixpath.splitext(path)[1]
    return next(
        (form for form in DEFINITION_FORMATS if any(pattern.endswith(ending) for pattern in form.patterns)), None
    )


def read_definitions(candidate: DefinitionPath, content: bytes, place: str) -> tuple[Definition, ...]:
    """The definitions in a file. `place` is the path of the file in locations."""
    form = FORMATS_BY_NAME[candidate.format]
    file = DefinitionFile(candidate.path, content, candidate.within, place)
    if file.is_binary:
        return _unknown_content(form, file, "the file is binary", "save it as text in UTF-8, or delete it")
    if file.front_matter.is_unreadable and not file.front_matter_items:
        values = file.front_matter
        return _unknown_content(form, file, values.error, values.help, values.error_at)
    try:
        definitions = tuple(form.read(file))
    except UnreadableFileError as problem:
        return (_unreadable(form, file, str(problem), problem.help, problem.offset),)
    host, *others = dict.fromkeys((*form.hosts(file), *candidate.other_hosts))
    return tuple(replace(found, path=file.path, host=host, other_hosts=tuple(others)) for found in definitions)


def unreadable_definitions(candidate: DefinitionPath, place: str) -> tuple[Definition, ...]:
    """A definition that reports that a file cannot be opened or is too large."""
    file = DefinitionFile(candidate.path, b"", candidate.within, place)
    help = "make the file readable and smaller than 1 MiB, or delete it"
    return _unknown_content(
        FORMATS_BY_NAME[candidate.format], file, "the file cannot be read, or is larger than 1 MiB", help
    )


def _unknown_content(
    form: Format, file: DefinitionFile, problem: str, help: str, offset: int = 0
) -> tuple[Definition, ...]:
    return (_unreadable(form, file, problem, help, offset),) if form.has_exact_paths else ()


def _unreadable(form: Format, file: DefinitionFile, problem: str, help: str, offset: int) -> Definition:
    host, *others = form.hosts(file)
    return Definition(
        file.at(),
        form.name,
        host,
        form.name_of(file),
        node=form.node,
        path=file.path,
        within=file.within,
        state=ReadState.UNREADABLE,
        problem=problem,
        problem_help=help,
        problem_at=file.at(offset),
        other_hosts=tuple(others),
    )
