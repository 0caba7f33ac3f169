"""Manifests of plugins and extensions: files that name the agents, skills and servers of a plugin."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator

from msgspec import Struct

from docgraph.definitions.definition_file import DefinitionFile
from docgraph.definitions.file_values import FileValues


class NamedFiles(Struct, frozen=True):
    """A file or folder that a manifest names, the format of its files, and the name of the plugin.

    `path` is relative to the repository. A folder stands for the Markdown files in it.
    """

    path: str
    format: str
    within: str


class Manifest(Struct, frozen=True):
    """A kind of manifest: the paths where its program looks for it, and how it is read."""

    patterns: tuple[str, ...]
    read: Callable[[DefinitionFile], Iterator[NamedFiles]]


def _claude_plugin(file: DefinitionFile) -> Iterator[NamedFiles]:
    yield from _plugin(file, _above(file.path, ".claude-plugin"), "claude-agent")


def _copilot_plugin(file: DefinitionFile) -> Iterator[NamedFiles]:
    is_hidden = f"/{file.path}".endswith("/.github/plugin/plugin.json")
    root = _above(file.path, ".github/plugin") if is_hidden else posixpath.dirname(file.path)
    # other programs have a `plugin.json`, too
    if is_hidden or (file.json is not None and (file.json.get("agents") or file.json.get("skills"))):
        yield from _plugin(file, root, "copilot-agent")


def _cursor_plugin(file: DefinitionFile) -> Iterator[NamedFiles]:
    yield from _plugin(file, _above(file.path, ".cursor-plugin"), "cursor-agent")


def _gemini_extension(file: DefinitionFile) -> Iterator[NamedFiles]:
    yield from _plugin(file, posixpath.dirname(file.path), "gemini-agent")


def _marketplace(file: DefinitionFile) -> Iterator[NamedFiles]:
    values, folder = file.json, posixpath.dirname(file.path)
    root = _above(file.path, ".github/plugin" if folder.endswith(".github/plugin") else ".claude-plugin")
    plugins = values.get("plugins") if values else None
    base = values.text("metadata", "pluginRoot") if values else ""
    for entry in plugins if isinstance(plugins, list) else ():
        source = entry.get("source", "") if isinstance(entry, dict) else None
        if not isinstance(source, str) or "://" in source:
            continue
        inner = FileValues(entry, {})
        plugin = inside(posixpath.join(root, base), source)
        if plugin is not None:
            yield from _plugin_files(inner, plugin, "claude-agent", inner.text("name"))


def _plugin(file: DefinitionFile, root: str, format_name: str) -> Iterator[NamedFiles]:
    """The files of the plugin in the folder `root`, which has its manifest in `file`."""
    values = file.json or FileValues({}, {})
    yield from _plugin_files(values, root, format_name, values.text("name") or posixpath.basename(root))


def _plugin_files(values: FileValues, root: str, format_name: str, plugin: str) -> Iterator[NamedFiles]:
    """The usual folder for agents, and the paths in `agents`, which come in addition."""
    for named in ("agents", *values.texts("agents")):
        path = inside(root, named)
        if path is not None:
            yield NamedFiles(path, format_name, plugin)


def _above(path: str, folder: str) -> str:
    """The folder that contains the folder `folder`, such as `.claude-plugin`, of a manifest."""
    return path[: path.rindex(f"{folder}/")].rstrip("/")


def inside(root: str, named: str) -> str | None:
    """A path relative to `root` as a path relative to the repository; None if it leads out of it."""
    if "\0" in named or "\\" in named:
        return None
    path = posixpath.normpath(posixpath.join(root, named))
    if posixpath.isabs(path) or path == ".." or path.startswith("../"):
        return None
    return "" if path == "." else path


MANIFESTS: tuple[Manifest, ...] = (
    Manifest(("**/.claude-plugin/plugin.json",), _claude_plugin),
    Manifest(("**/.claude-plugin/marketplace.json", "**/.github/plugin/marketplace.json"), _marketplace),
    Manifest(("**/.cursor-plugin/plugin.json",), _cursor_plugin),
    Manifest(("**/.github/plugin/plugin.json", "**/plugin.json"), _copilot_plugin),
    Manifest(("**/gemini-extension.json",), _gemini_extension),
)
"""All manifests. A file is read as the first whose patterns match its path."""
