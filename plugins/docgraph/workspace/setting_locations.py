"""Finds the line and column of settings in configuration files, for error messages."""

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
"""Top-level keys of MkDocs. Other key paths are relative to the docgraph settings."""
MOST_INHERITED = 10
"""The maximum number of configuration files that inherit from each other through `INHERIT`."""
TOO_MANY = f"more than {MOST_INHERITED} files inherit from each other, or some inherit in a cycle; inherit from fewer"
_DEEPEST = 11


@contextmanager
def with_locations(configuration: Path | None, but: tuple[str, ...] = ()) -> Iterator[None]:
    """Context manager that adds the location of each invalid setting to a `SettingsError`.

    `but` are top-level keys to which no location is added.
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

    The path of the location is relative to the folder of `configuration`, because the setting may be inherited from
    another file.
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
    """Raise `SettingsError` if the docgraph settings have a key twice.

    `root` is the parsed MkDocs configuration file, and `name` is its name in messages.
    """
    section = _section(root)
    faults = [
        ((), f"{name}:{mark.line + 1}:{mark.column + 1}: `{key}` is set twice; keep one of the two")
        for key, mark in _duplicate_keys(section[1] if section else None)
    ]
    if faults:
        raise SettingsError("", faults=tuple(faults))


def reject_duplicate_keys_in(configuration: Path) -> None:
    """Raise `SettingsError` if the docgraph settings in one file have a key twice.

    Checks `configuration` and the files it inherits from. Also raises `SettingsError` if there are more than
    `MOST_INHERITED` such files.
    """
    files = list(_inherited(configuration))
    for text, root in files:
        reject_duplicate_keys(root, text.path)
    if len(files) > MOST_INHERITED and _child(files[-1][1], "INHERIT"):
        raise SettingsError(TOO_MANY)


def _duplicate_keys(node: yaml.Node | None, above: tuple[int, ...] = ()) -> Iterator[tuple[str, yaml.Mark]]:
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
    """Yield how many keys of the path `key` exist in `root`, and the offset of the last one.

    Yields no pair if there are no docgraph settings.
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
    found = _child(node, "plugins")
    if found is None:
        return []
    return list(found[1].value) if isinstance(found[1], yaml.SequenceNode) else [found[1]]


def _child(node: yaml.Node | None, name: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key_node, value in node.value:
            if str(key_node.value).replace("_", "-") == str(name).replace("_", "-"):
                return key_node.start_mark.index, value
    if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
        return node.value[name].start_mark.index, node.value[name]
    return None
