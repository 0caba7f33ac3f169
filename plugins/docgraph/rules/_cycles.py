"""The references that form a cycle of records."""

from __future__ import annotations

from collections.abc import Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.model.record import Record


def links_inside(graph: DocGraph, relation: str, group: Sequence[Record]) -> list[Reference]:
    """The references with the relation `relation` from one record of `group` to another."""
    members = set(group)
    return [
        link
        for record in group
        for link in graph.links_of(record)
        if link.rule.relation == relation and link.target in members
    ]


def first_link(graph: DocGraph, relation: str, group: Sequence[Record]) -> Reference:
    """The first reference of `links_inside`. The finding about the cycle is reported there."""
    return links_inside(graph, relation, group)[0]
