"""Finds cycles of records."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from docgraph.model.record import Record

if TYPE_CHECKING:
    from docgraph.graph.doc_graph import DocGraph


def cycles(graph: DocGraph, relation: str) -> list[list[Record]]:
    """Groups of records that form cycles of a relation. Each group is in the order of the graph."""
    following: dict[str, list[str]] = defaultdict(list)
    for edge in graph.edges:
        if edge.relation == relation:
            following[edge.source.ref].append(edge.target.ref)
    return [[record for record in graph.records if record.ref in group] for group in _cycle_groups(following)]


def _cycle_groups(following: dict[str, list[str]]) -> list[set[str]]:
    waiting: dict[str, int] = defaultdict(int)
    for targets in following.values():
        for target in targets:
            waiting[target] += 1
    free = [node for node in following if not waiting[node]]
    left = {node: targets for node, targets in following.items() if targets}
    while free:
        for target in left.pop(free.pop(), ()):
            waiting[target] -= 1
            if not waiting[target] and target in left:
                free.append(target)
    if not left:
        return []
    from docgraph.graph.networkx_export import cyclic_components

    return cyclic_components(left)
