"""Converts the doc graph to a NetworkX graph, for algorithms, exports and scripts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import networkx as nx

from docgraph.graph.definition_graph import DefinitionGraph
from docgraph.graph.reference import Edge
from docgraph.model.record import Record


def to_networkx(
    as_of: date, records: Iterable[Record], edges: Iterable[Edge], defined: DefinitionGraph
) -> nx.MultiDiGraph:
    """A `MultiDiGraph` of records, definitions and relations.

    - The name of a node is its `kind:id`. Nodes have the attributes `kind`, `title` and `at`.
    - The node of a record has the attribute `record`. Any other node has `definitions`.
    - Edges have the attributes `relation`, `inverse`, `row` and `at`.
    - A `held-by` edge has `from` and `to` as ISO dates, if they are known.
    - The key of an edge is its relation, with the activity for a RACI row and a number for another term in a role.
    """
    graph: nx.MultiDiGraph = nx.MultiDiGraph(as_of=as_of.isoformat())
    for record in records:
        graph.add_node(
            record.ref, kind=record.kind, title=record.title or record.id, record=record, at=str(record.at("id"))
        )
    for edge in edges:
        if edge.source.ref not in graph:
            graph.add_node(edge.source.ref, kind="page", title=getattr(edge.source, "title", ""))
        attributes = {"relation": edge.relation, "inverse": edge.inverse, "row": edge.row, "at": str(edge.at)}
        tenure = {name: day.isoformat() for name, day in zip(("from", "to"), edge.tenure, strict=True) if day}
        key = f"{edge.relation}:{edge.row}" if edge.row else edge.relation
        if graph.has_edge(edge.source.ref, edge.target.ref, key):
            key = f"{key}:{edge.path[1]}"
        graph.add_edge(edge.source.ref, edge.target.ref, key=key, **attributes, **tenure)
    for node in defined.nodes:
        graph.add_node(node.ref, kind=node.kind, title=node.title, definitions=node.definitions, at=str(node.at))
    for relation in defined.edges:
        attributes = {"relation": relation.relation, "inverse": relation.inverse, "row": "", "at": str(relation.at)}
        graph.add_edge(relation.source.ref, relation.target.ref, key=relation.relation, **attributes)
    return graph


def cyclic_components(following: dict[str, list[str]]) -> list[set[str]]:
    """Groups of nodes that form cycles (strongly connected components), sorted.

    `following` maps a node to the nodes that follow it.
    """
    graph = nx.DiGraph(following)
    groups = [
        group
        for group in nx.strongly_connected_components(graph)
        if len(group) > 1 or graph.has_edge(*(*group, *group))
    ]
    return sorted(groups, key=sorted)
