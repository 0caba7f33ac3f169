"""References between the records of a cycle."""

from __future__ import annotations

from collections.abc import Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.model.record import Record


def links_inside(graph: DocGraph, relation: str, group: Sequence[Record]) -> list[Reference]:
    """The references of `relation` between two records of `group`, in document order."""
    members = set(group)
    return [
        link
        for record in group
        for link in graph.links_of(record)
        if link.rule.relation == relation and link.target in members
    ]


def first_link(graph: DocGraph, relation: str, group: Sequence[Record]) -> Reference:
    """The first reference of `links_inside`. Its location is that of the finding."""
    return links_inside(graph, relation, group)[0]
