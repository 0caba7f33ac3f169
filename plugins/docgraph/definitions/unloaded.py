"""Finds files that look like definitions of agents, but are where no agent host loads them."""

from __future__ import annotations

import posixpath
from codecs import BOM_UTF8
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.find import DefinitionPath, is_context, named_format
from docgraph.definitions.formats import FORMATS_BY_NAME, Format
from docgraph.model.definition import Definition, ToolRule, UnloadedFile

_SAMPLE = 5
"""The number of files that are read to decide whether a folder contains agents."""


def unloaded_files(paths: Iterable[str], read: Callable[[str], bytes | None]) -> Iterator[UnloadedFile]:
    """Yield the files that look like agents, but that no agent host loads.

    The setting `scan.files` would make docgraph read them. A file looks like an agent if it has all keys that its
    format requires, and if one of the following is true:

    - It has a file name that only this format has, such as `bot.agent.md`.
    - It is below a folder with a name that agent hosts use, such as `agents`.
    - It is in a folder in which most of the first files with front matter are agents with a list of tools.
    """
    by_folder: dict[tuple[str, Format], list[str]] = defaultdict(list)
    for path in sorted(paths):
        form = named_format(path)
        if form is not None and form.required is not None and not is_context(path):
            by_folder[posixpath.dirname(path), form].append(path)
    for (folder, form), members in by_folder.items():
        top = _top(folder, form)
        if top is not None or _are_mostly_agents(members[:_SAMPLE], read, form):
            for path in members:
                if _agent(DefinitionFile(path, read(path) or b""), form) is not None:
                    yield UnloadedFile(path, form.host, folder if top is None else top, _ending(path, form))


def incomplete_files(files: Iterable[tuple[DefinitionPath, bytes]]) -> Iterator[UnloadedFile]:
    """Yield the Markdown files that an agent host does not load because they lack required keys.

    `files` are paths of definitions with the contents of the files.
    """
    for candidate, content in files:
        path, form = candidate.path, FORMATS_BY_NAME[candidate.format]
        if form.required and path.endswith(".md"):
            values = DefinitionFile(path, content, candidate.within).front_matter
            missing = tuple(key for key in form.required if not values.text(key))
            if missing:
                yield UnloadedFile(path, form.host, posixpath.dirname(path), _ending(path, form), missing)


def _are_mostly_agents(paths: Iterable[str], read: Callable[[str], bytes | None], form: Format) -> bool:
    contents = ((path, read(path) or b"") for path in paths)
    files = [DefinitionFile(path, content) for path, content in contents if content.startswith((b"---", BOM_UTF8))]
    agents = [_agent(file, form) for file in files]
    return 2 * sum(agent is not None and agent.tool_rule is ToolRule.LISTED for agent in agents) > len(files)


def _top(folder: str, form: Format) -> str | None:
    parts = folder.split("/")
    numbers = [number for number, part in enumerate(parts, 1) if part in _agent_folders(form)]
    if numbers:
        return "/".join(parts[: numbers[0]])
    return folder if form.ending else None


@cache
def _agent_folders(form: Format) -> frozenset[str]:
    parts = (part for pattern in form.patterns for part in posixpath.dirname(pattern).split("/"))
    return frozenset(part for part in parts if part.isalpha())


def _agent(file: DefinitionFile, form: Format) -> Definition | None:
    try:
        is_possible = not file.is_binary and (file.has_front_matter or not file.path.endswith(".md"))
        found = next(iter(form.read(file)), None) if is_possible else None
    except Exception:
        return None  # no program loads the file, so its faults are no findings
    has_all = found is not None and found.places.keys() >= set(form.required or ())
    return found if has_all else None


def _ending(path: str, form: Format) -> str:
    return form.ending or posixpath.splitext(path)[1]
