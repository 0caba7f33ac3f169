"""The order of nodes that stand in columns: next to what they are connected with, so that few lines cross."""

from __future__ import annotations

from collections.abc import Sequence

_SWEEPS = 8


def ordered(columns: Sequence[Sequence[int]], edges: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The nodes of each column from top to bottom; nodes are numbers from 0, and stand where they stand on a draw.

    Each column in turn is sorted by the mean height of its nodes' neighbours, there and back several times."""
    number = sum(len(column) for column in columns)
    near: list[list[int]] = [[] for _ in range(number)]
    for source, target in edges:
        if source != target:
            near[source].append(target)
            near[target].append(source)
    found = [list(column) for column in columns]
    height = [0.0] * number
    for column in found:
        _spread(column, height)
    for sweep in range(_SWEEPS):
        for column in found if sweep % 2 else reversed(found):
            means = {node: sum([height[one] for one in near[node]]) / len(near[node]) for node in column if near[node]}
            column.sort(key={**dict.fromkeys(column, 2.0), **means}.__getitem__)
            _spread(column, height)
    return found


def _spread(column: Sequence[int], height: list[float]) -> None:
    """Give the nodes of a column heights from 0 to 1; what is alone sinks to the bottom."""
    step = 1 / len(column) if column else 0.0
    for place, node in enumerate(column):
        height[node] = (place + 0.5) * step
