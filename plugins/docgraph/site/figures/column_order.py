"""Orders the nodes in each column of a graph so that few edges cross."""

from __future__ import annotations

from collections.abc import Sequence

_SWEEPS = 8


def order_columns(columns: Sequence[Sequence[int]], edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The nodes of each column, reordered from top to bottom. A node is a number from 0.

    Barycenter heuristic: sorts each column by the mean position of the neighbours of its nodes. Repeats this from right
    to left and back.
    """
    number = sum(len(column) for column in columns)
    neighbours: list[list[int]] = [[] for _ in range(number)]
    for source, target in edges:
        if source != target:
            neighbours[source].append(target)
            neighbours[target].append(source)
    ordered = [list(column) for column in columns]
    height = [0.0] * number
    for column in ordered:
        _assign_heights(column, height)
    for sweep in range(_SWEEPS):
        for column in ordered if sweep % 2 else reversed(ordered):
            means = {
                node: sum([height[neighbour] for neighbour in neighbours[node]]) / len(neighbours[node])
                for node in column
                if neighbours[node]
            }
            column.sort(key={**dict.fromkeys(column, 2.0), **means}.__getitem__)
            _assign_heights(column, height)
    return ordered


def _assign_heights(column: Sequence[int], height: list[float]) -> None:
    """Assign evenly spaced heights from 0 to 1 to the nodes of a column."""
    step = 1 / len(column) if column else 0.0
    for position, node in enumerate(column):
        height[node] = (position + 0.5) * step
