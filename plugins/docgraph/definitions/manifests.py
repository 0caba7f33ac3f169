"""Manifests: files that list the agents, skills and MCP servers of a plugin or extension."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues

CLAUDE_FILES = "claude-agent"
COPILOT_FILES = "copilot-agent"
SKILL_FILES = "agent-skill"


class NamedFiles(Struct, frozen=True):
    """A file or folder that a manifest names, the format of its files, and the name of the plugin.

    `path` is relative to the repository. A folder includes the Markdown files in it.

    - `is_usual` means that agent hosts read the folder although no manifest names it.
    - `replaced` is such a folder if the manifest names other paths instead; empty if it has none.
    """

    path: str
    format: str
    within: str
    is_usual: bool = False
    replaced: str = ""


class Manifest(Struct, frozen=True):
    """A type of manifest: the paths at which an agent host looks for it, and how to read it."""

    patterns: tuple[str, ...]
    read: Callable[[DefinitionFile], Iterator[NamedFiles]]


def _claude_plugin(file: DefinitionFile) -> Iterator[NamedFiles]:
    yield from _plugin(file, _above(file.path, ".claude-plugin"), CLAUDE_FILES)


def _copilot_plugin(file: DefinitionFile) -> Iterator[NamedFiles]:
    folder = next((hidden for hidden in (".github/plugin", ".plugin") if _is_in(file.path, hidden)), "")
    root = _above(file.path, folder) if folder else posixpath.dirname(file.path)
    # other programs have a `plugin.json`, too
    if folder or (file.json is not None and (file.json.get("agents") or file.json.get("skills"))):
        yield from _plugin(file, root, COPILOT_FILES)


def _cursor_plugin(file: DefinitionFile) -> Iterator[NamedFiles]:
    yield from _plugin(file, _above(file.path, ".cursor-plugin"), "cursor-agent")


def _gemini_extension(file: DefinitionFile) -> Iterator[NamedFiles]:
    root = posixpath.dirname(file.path)
    name = file.json.text("name") if file.json else ""
    yield NamedFiles(posixpath.join(root, "agents"), "gemini-agent", name or posixpath.basename(root))


def _claude_marketplace(file: DefinitionFile) -> Iterator[NamedFiles]:
    yield from _marketplace(file, _above(file.path, ".claude-plugin"), CLAUDE_FILES)


def _copilot_marketplace(file: DefinitionFile) -> Iterator[NamedFiles]:
    folder = next(hidden for hidden in (".github/plugin", ".plugin") if _is_in(file.path, hidden))
    yield from _marketplace(file, _above(file.path, folder), COPILOT_FILES)


def _marketplace(file: DefinitionFile, root: str, format_name: str) -> Iterator[NamedFiles]:
    values = file.json
    plugins = values.get("plugins") if values else None
    base = inside(root, values.text("metadata", "pluginRoot")) if values else None
    for entry in plugins if isinstance(plugins, list) else ():
        source = entry.get("source", "") if isinstance(entry, dict) else None
        if base is None or not isinstance(source, str) or "://" in source:
            continue
        inner = FileValues(entry, {})
        plugin = inside(base, source)
        if plugin is not None:
            files = _plugin_files(inner, plugin, format_name, inner.text("name"))
            # the paths of an entry replace no folder of the manifest of the plugin
            yield from (named for named in files if not named.replaced)


def _plugin(file: DefinitionFile, root: str, format_name: str) -> Iterator[NamedFiles]:
    values = file.json or FileValues({}, {})
    yield from _plugin_files(values, root, format_name, values.text("name") or posixpath.basename(root))


def _plugin_files(values: FileValues, root: str, format_name: str, plugin: str) -> Iterator[NamedFiles]:
    usual = posixpath.join(root, "agents")
    is_declared = "agents" in values.data
    # a list without paths replaces the usual folder, too
    yield NamedFiles(usual, format_name, plugin, is_usual=True, replaced=usual if is_declared else "")
    for named in _paths(values.get("agents")):
        path = inside(root, named)
        if path is not None:
            yield NamedFiles(path, format_name, plugin)
    for named in ("skills", *_paths(values.get("skills"))) if format_name == CLAUDE_FILES else ():
        path = inside(root, named)
        if path is not None:
            yield NamedFiles(path, SKILL_FILES, plugin)


def _paths(value: Any) -> list[str]:
    return [path for path in (value if isinstance(value, list) else [value]) if isinstance(path, str)]


def _is_in(path: str, folder: str) -> bool:
    return posixpath.dirname(f"/{path}").endswith(f"/{folder}")


def _above(path: str, folder: str) -> str:
    return path[: path.rindex(f"{folder}/")].rstrip("/")


def inside(root: str, named: str) -> str | None:
    """The path `named`, relative to the folder `root`, as a path relative to the repository.

    None if it leads out of `root`.
    """
    if "\0" in named or "\\" in named:
        return None
    path = posixpath.normpath(posixpath.join(root, named))
    if path in (root, "."):
        return root
    is_outside = path == ".." or path.startswith(("/", "../"))
    return path if path.startswith(f"{root}/" if root else "") and not is_outside else None


MANIFESTS: tuple[Manifest, ...] = (
    Manifest(("**/.claude-plugin/plugin.json",), _claude_plugin),
    Manifest(("**/.claude-plugin/marketplace.json",), _claude_marketplace),
    Manifest(("**/.github/plugin/marketplace.json", "**/.plugin/marketplace.json"), _copilot_marketplace),
    Manifest(("**/.cursor-plugin/plugin.json",), _cursor_plugin),
    Manifest(("**/.github/plugin/plugin.json", "**/.plugin/plugin.json", "**/plugin.json"), _copilot_plugin),
    Manifest(("**/gemini-extension.json",), _gemini_extension),
)
"""All types of manifests. The first type with a pattern for the path of a file reads the file."""
