"""Where a setting stands in its file, so that a fault in it is told with line and column."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from docgraph.model.location import KeyPath, Location, Text
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.plugin_section import GROUPS

_SECTION = "docgraph"
_OF_HOST = ("docs_dir", "exclude_docs", "draft_docs", "plugins", "INHERIT")
"""Keys at the top of a host's file; the path of every other key begins at our settings."""
MOST_INHERITED = 10
"""So many files may stand above a host's file, each inherited by the one before."""
TOO_MANY = f"more than {MOST_INHERITED} files inherit from each other, or some inherit in a cycle; inherit from fewer"
_DEEPEST = 11


@contextmanager
def with_locations(configuration: Path | None, but: tuple[str, ...] = ()) -> Iterator[None]:
    """Puts file, line and column before every fault that is raised inside; `but` are keys that stand elsewhere."""
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
    """Where a setting is written, in a file named from the folder of the configuration; None where it is not found."""
    if configuration.suffix == ".toml":
        text = _text(configuration, configuration.name)
        offset = _in_toml(text, key) if text else None
        return text.at(offset) if text and offset is not None else None
    found = [
        (steps, text.at(offset)) for text, root in _inherited(configuration) for steps, offset in _in_yaml(root, key)
    ]
    # of two files that go as far, the one that inherits says what counts
    return max(found, key=lambda candidate: candidate[0])[1] if found else None


def refuse_doubles(root: yaml.Node | None, name: str) -> None:
    """Raise `SettingsError` for keys that are twice in one map of our settings, in a host's file called `name`."""
    section = _section(root)
    faults = [
        ((), f"{name}:{mark.line + 1}:{mark.column + 1}: `{key}` is set twice; keep one of the two")
        for key, mark in _doubles(section[1] if section else None)
    ]
    if faults:
        raise SettingsError("", faults=tuple(faults))


def refuse_doubles_in(configuration: Path) -> None:
    """As `refuse_doubles`, for a host's file and those that it inherits. Raises `SettingsError` for too many, too."""
    files = list(_inherited(configuration))
    for text, root in files:
        refuse_doubles(root, text.path)
    if len(files) > MOST_INHERITED and _child(files[-1][1], "INHERIT"):
        raise SettingsError(TOO_MANY)


def _doubles(node: yaml.Node | None, above: tuple[int, ...] = ()) -> Iterator[tuple[str, yaml.Mark]]:
    """The keys of a node and all below it that an earlier key of the same map is, too. Aliases are followed once."""
    if not isinstance(node, yaml.CollectionNode) or id(node) in above or len(above) > _DEEPEST:
        return
    seen = set()
    for child in node.value:
        if isinstance(node, yaml.MappingNode):
            key, child = child
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                yield key.value, key.start_mark
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else None)
        yield from _doubles(child, (*above, id(node)))


def _text(file: Path, name: str) -> Text | None:
    try:
        return Text(name, file.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None


def _inherited(configuration: Path) -> Iterator[tuple[Text, yaml.Node | None]]:
    """A host's file and those that it inherits, named as they are seen from its folder."""
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


def _in_toml(text: Text, key: KeyPath) -> int | None:
    for name in reversed(key):
        spelling = re.escape(str(name)).replace("\\-", "[-_]")
        found = re.search(
            rf"^[ \t]*(?:\[[^\]\n]*?)?[\"']?({spelling})[\"']?[ \t]*(?:=|\.|\])", text.content, re.MULTILINE
        )
        if found:
            return found.start(1)
    return None


def _in_yaml(root: yaml.Node | None, key: KeyPath) -> Iterator[tuple[int, int]]:
    """How many steps of a key are there, and the offset of the last; nothing where our section is not."""
    at_top = bool(key) and key[0] in _OF_HOST
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
    """The entries of the key `plugins`; a map of plugins is one."""
    found = _child(node, "plugins")
    if found is None:
        return []
    return list(found[1].value) if isinstance(found[1], yaml.SequenceNode) else [found[1]]


def _child(node: yaml.Node | None, name: str | int) -> tuple[int, yaml.Node] | None:
    """The offset of a key and its value's node, or those of an item of a list."""
    if isinstance(node, yaml.MappingNode):
        for key_node, value in node.value:
            if str(key_node.value).replace("_", "-") == str(name).replace("_", "-"):
                return key_node.start_mark.index, value
    if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
        return node.value[name].start_mark.index, node.value[name]
    return None
