"""Names written as in a list of members, `Schmidt, Anna`, which a comma parts into two."""

from __future__ import annotations

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.model.record import Record


def reversed_name(graph: DocGraph, link: Reference) -> tuple[Record, Reference, Reference] | None:
    """The record that a name and its neighbour mean the other way round, and both; none if they are two names."""
    pair = [other for other in graph.links_of(link.source, str(link.path[0])) if other.path[:-1] == link.path[:-1]]
    if len(pair) != 2 or all(other.resolution is not Resolution.UNRESOLVED for other in pair):
        return None
    last, first = pair
    record = graph.get(f"{first.text} {last.text}", *link.rule.to)
    return (record, last, first) if record and all(other.target in (None, record) for other in pair) else None
