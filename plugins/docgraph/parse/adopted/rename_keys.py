"""Renames the keys of a document to ours, with the locations of the original keys and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from docgraph.model.location import KeyPath, interned
from docgraph.parse.raw_tree import RawTree

EMPTY: tuple[Any, ...] = (None, "", [], {})


def rename_keys(tree: RawTree, keys: Mapping[str, str]) -> dict[KeyPath, KeyPath]:
    """Move the values of a tree from the keys of `keys` to those they map to, and drop those that map to none.

    A key of ours that the document has itself wins, and of several keys for one of ours the first with a value.
    Returns the original path by our path.
    """
    found = {path: ours for theirs, ours in keys.items() for path in _paths(tree.data, theirs)}
    # nested keys first: a rule about the map around them is about the rest of it
    nested_first = sorted(found, key=len, reverse=True)
    moving = [(path, found[path], _take(tree.data, path)) for path in nested_first if _is_there(tree.data, path)]
    order = {path: number for number, path in enumerate(found)}
    renamed: dict[KeyPath, KeyPath] = {}
    for path, ours, value in sorted(moving, key=lambda move: order[move[0]]):
        target = interned(tuple(ours.split("."))) if ours else ()
        if target and _put(tree.data, target, value):
            renamed[target] = path
    if renamed:
        _move_places(tree, {path: target for target, path in renamed.items()})
    return renamed


def _paths(data: dict[str, Any], key: str) -> Iterator[KeyPath]:
    """The path of a key with dots: a key with dots in its name, or a nested key."""
    if key in data:
        yield (key,)
        return
    if "." not in key:
        return
    steps = tuple(key.split("."))
    node: Any = data
    for step in steps:
        if not isinstance(node, dict) or step not in node:
            return
        node = node[step]
    yield interned(steps)


def _is_there(data: dict[str, Any], path: KeyPath) -> bool:
    """Whether there is a key at a path: a map is gone once all keys in it are taken."""
    node: Any = data
    for step in path:
        if step not in node:
            return False
        node = node[step]
    return True


def _take(data: dict[str, Any], path: KeyPath) -> Any:
    """Remove and return the value at a path, with the maps around it that are empty then."""
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
    """Whether the value was put at `path`: there is no other value there."""
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
    """Give the locations of moved values to their new paths. Those of dropped keys stay, and are not used."""
    beginnings = {path[0] for path in targets}
    for places in (tree.marks, tree.keys):
        moved = dict(_moved(places, beginnings, targets))
        places.update(moved)
        for path, offset in moved.items():
            for length in range(1, len(path)):
                places.setdefault(path[:length], offset)


def _moved(
    places: Mapping[KeyPath, int], beginnings: Iterable[Any], targets: Mapping[KeyPath, KeyPath]
) -> Iterator[tuple[KeyPath, int]]:
    for path, offset in places.items():
        if not path or path[0] not in beginnings:
            continue
        target = targets.get(path)
        if target is not None:
            yield target, offset
        else:
            for length in range(1, len(path)):
                target = targets.get(path[:length])
                if target is not None:
                    yield interned(target + path[length:]), offset
