"""Renames the keys of an adopted document to docgraph keys. The locations of the values stay the same."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache
from typing import Any

from docgraph.model.location import KeyPath, interned
from docgraph.parse.raw_tree import RawTree

EMPTY: tuple[Any, ...] = (None, "", [], {})


def rename_keys(tree: RawTree, keys: Mapping[str, str]) -> dict[KeyPath, KeyPath]:
    """Rename keys in `tree`, and return the original key path for each new key path.

    - `keys` maps original keys to docgraph keys. The value of a key mapped to "" is dropped.
    - A value that the document already has under the docgraph key is kept.
    - If several keys map to one docgraph key, the first one with a value is used.
    """
    found: dict[KeyPath, str] = {}
    for theirs, ours in keys.items():
        path = (theirs,) if theirs in tree.data else _nested_path(tree.data, theirs)
        if path:
            found[path] = ours
    # nested keys first: a rule about the map around them is about the rest of it
    nested_first = sorted(found, key=len, reverse=True)
    values = {path: _take(tree.data, path) for path in nested_first if _is_there(tree.data, path)}
    renamed: dict[KeyPath, KeyPath] = {}
    for path, ours in found.items():
        target = _steps(ours) if ours and path in values else ()
        if target and _put(tree.data, target, values[path]):
            renamed[target] = path
    if renamed:
        _move_places(tree, {path: target for target, path in renamed.items()})
    return renamed


@lru_cache(1024)
def _steps(key: str) -> KeyPath:
    return interned(tuple(key.split(".")))


def _nested_path(data: dict[str, Any], key: str) -> KeyPath:
    """The key path of a dotted key such as `owner.name` in nested maps; empty if the key does not exist."""
    if "." not in key:
        return ()
    node: Any = data
    for step in _steps(key):
        if not isinstance(node, dict) or step not in node:
            return ()
        node = node[step]
    return _steps(key)


def _is_there(data: dict[str, Any], path: KeyPath) -> bool:
    node: Any = data
    for step in path:
        if step not in node:
            return False
        node = node[step]
    return True


def _take(data: dict[str, Any], path: KeyPath) -> Any:
    """Remove and return the value at a path. Also remove parent maps that become empty."""
    nodes: list[Any] = [data]
    for step in path[:-1]:
        nodes.append(nodes[-1][step])
    value = nodes[-1].pop(path[-1])
    for number in range(len(path) - 1, 0, -1):
        if nodes[number]:
            break
        del nodes[number - 1][path[number - 1]]
    return value


def _put(data: dict[str, Any], path: KeyPath, value: Any) -> bool:
    """Set the value at `path` unless there is already a value. Returns whether the value was set."""
    node = data
    for step in path[:-1]:
        if node.get(str(step)) in EMPTY:
            node[str(step)] = {}
        node = node[str(step)]
        if not isinstance(node, dict):
            return False
    if node.get(str(path[-1])) not in EMPTY:
        return False
    node[str(path[-1])] = value
    return True


def _move_places(tree: RawTree, targets: Mapping[KeyPath, KeyPath]) -> None:
    """Copy the locations of renamed keys and their values to the new key paths."""
    beginnings = {path[0] for path in targets}
    for places in (tree.marks, tree.keys):
        moved = _moved(places, beginnings, targets)
        places.update(moved)
        for path, offset in moved.items():
            for length in range(1, len(path)):
                places.setdefault(path[:length], offset)


def _moved(
    places: Mapping[KeyPath, int], beginnings: Set[Any], targets: Mapping[KeyPath, KeyPath]
) -> dict[KeyPath, int]:
    moved: dict[KeyPath, int] = {}
    for path, offset in places.items():
        if not path or path[0] not in beginnings:
            continue
        if path in targets:
            moved[targets[path]] = offset
            continue
        for length in range(1, len(path)):
            target = targets.get(path[:length])
            if target is not None:
                moved[interned(target + path[length:])] = offset
    return moved
