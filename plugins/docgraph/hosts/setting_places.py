"""Where a setting stands in its file, so that a fault in it is told with line and column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from docgraph.model.fault import SettingsError
from docgraph.model.location import KeyPath, Location, Text

_SECTION = "docgraph"


@contextmanager
def placed(configuration: Path | None, but: tuple[str, ...] = ()) -> Iterator[None]:
    """Puts file, line and column before every fault that is raised inside; `but` are keys that stand elsewhere."""
    try:
        yield
    except SettingsError as error:
        if configuration is None:
            raise
        found = [
            (_place(configuration, key) if key and key[0] not in but else None, said) for key, said in error.faults
        ]
        found.sort(key=lambda one: one[0] or Location("", 0, 0))
        raise SettingsError("", faults=tuple(((), f"{at}: {said}" if at else said) for at, said in found)) from None


def _place(configuration: Path, key: KeyPath) -> Location | None:
    try:
        text = Text(configuration.name, configuration.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        return None
    offset = _in_toml(text, key) if configuration.suffix == ".toml" else _in_yaml(text, key)
    return text.at(offset) if offset is not None else None


def _in_toml(text: Text, key: KeyPath) -> int | None:
    for name in reversed(key):
        written = re.escape(str(name)).replace("\\-", "[-_]")
        found = re.search(
            rf"^[ \t]*(?:\[[^\]\n]*?)?[\"']?({written})[\"']?[ \t]*(?:=|\.|\])", text.content, re.MULTILINE
        )
        if found:
            return found.start(1)
    return None


def _in_yaml(text: Text, key: KeyPath) -> int | None:
    try:
        root = yaml.compose(text.content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None
    # the path of an entry of `plugins` begins at the top of the file, that of a setting at ours
    section = _child(root, "plugins") if len(key) > 1 and key[0] == "plugins" else _section(root)
    key = key[1:] if len(key) > 1 and key[0] == "plugins" else key
    if section is None:
        return None
    offset, node = section
    for name in key:
        below = _child(node, name)
        if below is None:
            break
        offset, node = below
    return offset


def _section(root: yaml.Node | None) -> tuple[int, yaml.Node] | None:
    plugins = _child(root, "plugins")
    if plugins is None:
        return None
    entries = plugins[1].value if isinstance(plugins[1], yaml.SequenceNode) else [plugins[1]]
    return next((found for entry in entries if (found := _child(entry, _SECTION))), None)


def _child(node: yaml.Node | None, name: str | int) -> tuple[int, yaml.Node] | None:
    """The offset of a key and its value's node, or those of an item of a list."""
    if isinstance(node, yaml.MappingNode):
        for written, value in node.value:
            if str(written.value).replace("_", "-") == str(name).replace("_", "-"):
                return written.start_mark.index, value
    if isinstance(node, yaml.SequenceNode) and isinstance(name, int) and name < len(node.value):
        return node.value[name].start_mark.index, node.value[name]
    return None
