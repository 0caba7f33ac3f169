"""Finds the locations of settings in configuration files, for errors with line and column."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from docgraph.model.location import KeyPath, Location, Text
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.plugin_section import GROUPS
from docgraph.workspace.toml_places import toml_offset

_SECTION = "docgraph"
_SITE_KEYS = ("docs_dir", "exclude_docs", "draft_docs", "plugins", "INHERIT")
"""Top-level keys of MkDocs. All other key paths are relative to the docgraph settings."""
MOST_INHERITED = 10
"""Maximum number of files in a chain of `INHERIT`."""
TOO_MANY = f"more than {MOST_INHERITED} files inherit from each other, or some inherit in a cycle; inherit from fewer"
_DEEPEST = 11


@contextmanager
def with_locations(configuration: Path | None, but: tuple[str, ...] = ()) -> Iterator[None]:
    """Context manager that adds file, line and column to a `SettingsError` raised in its block.

    The faults of the top-level keys in `but` stay as they are.
    """
    try:
        yield
    except SettingsError as error:
        if configuration is None:
            raise
        found = [
            (place_of(configuration, key) if key and key[0] not in but else None, message)
            for key, message in error.faults
        ]
        found.sort(key=lambda fault: fault[0] or Location("", 0, 0))
        raise SettingsError(
            "", faults=tuple(((), f"{at}: {message}" if at else message) for at, message in found)
        ) from None


def place_of(configuration: Path, key: KeyPath) -> Location | None:
    """The location of a setting, or of its nearest parent key; None if neither is found.

    The location's path is relative to the folder of `configuration`, because the setting may be in an inherited file.
    """
    if configuration.suffix == ".toml":
        text = _text(configuration, configuration.name)
        offset = toml_offset(text.content, key) if text else None
        return text.at(offset) if text and offset is not None else None
    found = [
        (steps, text.at(offset)) for text, root in _inherited(configuration) for steps, offset in _in_yaml(root, key)
    ]
    # of two files that match equally many keys, the inheriting one overrides the other
    return max(found, key=lambda candidate: candidate[0])[1] if found else None


def reject_duplicate_keys(root: yaml.Node | None, name: str) -> None:
    """Raise `SettingsError` if a key is set twice in the docgraph settings.

    `root` is the composed MkDocs configuration, and `name` its file name for messages.
    """
    section = _section(root)
    faults = [
        ((), f"{name}:{mark.line + 1}:{mark.column + 1}: `{key}` is set twice; keep one of the two")
        for key, mark in _duplicate_keys(section[1] if section else None)
    ]
    if faults:
        raise SettingsError("", faults=tuple(faults))


def reject_duplicate_keys_in(configuration: Path) -> None:
    """Raise `SettingsError` if the same file sets a docgraph key twice.

    Checks the configuration and the files it inherits from. Also raises `SettingsError` if there are more than
    `MOST_INHERITED` such files.
    """
    files = list(_inherited(configuration))
    for text, root in files:
        reject_duplicate_keys(root, text.path)
    if len(files) > MOST_INHERITED and _child(files[-1][1], "INHERIT"):
        raise SettingsError(TOO_MANY)


def _duplicate_keys(node: yaml.Node | None, above: tuple[int, ...] = ()) -> Iterator[tuple[str, yaml.Mark]]:
    """The duplicate keys in a node and its descendants, each with its position.

    Cyclic aliases are not followed.
    """
    if not isinstance(node, yaml.CollectionNode) or id(node) in above or len(above) > _DEEPEST:
        return
    seen = set()
    for entry in node.value:
        child = entry
        if isinstance(node, yaml.MappingNode):
            key, child = entry
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                yield key.value, key.start_mark
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else None)
        yield from _duplicate_keys(child, (*above, id(node)))


def _text(file: Path, name: str) -> Text | None:
    try:
        return Text(name, file.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError):  # a path with a NUL, or a file that is not UTF-8
        return None


def _inherited(configuration: Path) -> Iterator[tuple[Text, yaml.Node | None]]:
    """Text and root node of an MkDocs configuration and of each file it inherits from.

    Paths are relative to the folder of the configuration. Stops at a file that cannot be read or parsed.
    """
    file = configuration
    for _ in range(MOST_INHERITED + 1):
        text = _text(file, os.path.relpath(file, configuration.parent).replace(os.sep, "/"))
        if text is None:
            return
        try:
            root = yaml.compose(text.content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.YAMLError:
            return
        yield text, root
        above = _child(root, "INHERIT")
        if above is None or not isinstance(above[1], yaml.ScalarNode):
            return
        file = file.parent / above[1].value


def _in_yaml(root: yaml.Node | None, key: KeyPath) -> Iterator[tuple[int, int]]:
    """The number of steps of `key` that exist in `root`, and the offset of the last of them.

    Yields at most one pair. Yields none if there are no docgraph settings or no such top-level key.
    """
    at_top = bool(key) and key[0] in _SITE_KEYS
    section = _child(root, key[0]) if at_top else _section(root)
    key = key[1:] if at_top else key
    if section is None:
        return
    offset, node = section
    steps = 0
    for name in key:
        below = _child(node, name)
        if below is None:
            break
        offset, node = below
        steps += 1
    yield steps, offset


def _section(root: yaml.Node | None) -> tuple[int, yaml.Node] | None:
    plugins = _plugins(root)
    inside = [
        plugin
        for entry in plugins
        for name in GROUPS
        if (group := _child(entry, name))
        for plugin in _plugins(group[1])
    ]
    return next((found for entry in (*plugins, *inside) if (found := _child(entry, _SECTION))), None)


def _plugins(node: yaml.Node | None) -> list[yaml.Node]:
    """The entries of `plugins`. If `plugins` is a map, the map is the only entry."""
    found = _child(node, "plugins")
    if found is None:
        return []
    return list(found[1].value) if isinstance(found[1], yaml.SequenceNode) else [found[1]]


def _child(node: yaml.Node | None, name: str | int) -> tuple[int, yaml.Node] | None:
    """The offset of a key and its value node, or of a list item and its node.

    None if not found.
    """
    if isinstance(node, yaml.MappingNode):
        for key_node, value in node.value:
            if str(key_node.value).replace("_", "-") == str(name).replace("_", "-"):
                return key_node.start_mark.index, value
    if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
        return node.value[name].start_mark.index, node.value[name]
    return None
