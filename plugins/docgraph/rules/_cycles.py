"""The references that make up a cycle of records."""

from __future__ import annotations

from collections.abc import Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.model.record import Record


def links_inside(graph: DocGraph, relation: str, group: Sequence[Record]) -> list[Reference]:
    """The references with `relation` from a record of the group to another, in document order."""
    members = set(group)
    return [
        link
        for record in group
        for link in graph.links_of(record)
        if link.rule.relation == relation and link.target in members
    ]


def first_link(graph: DocGraph, relation: str, group: Sequence[Record]) -> Reference:
    """The first of `links_inside`, where the cycle is reported."""
    return links_inside(graph, relation, group)[0]
