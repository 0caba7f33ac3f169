"""Recognizes names in the form `Schmidt, Anna`, which are parsed as two names."""

from __future__ import annotations

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.model.record import Record


def reversed_name(graph: DocGraph, link: Reference) -> tuple[Record, Reference, Reference] | None:
    """The record for a name such as `Schmidt, Anna`, and the references `Schmidt` and `Anna`.

    `link` is one of the two references. None if they do not form the name of a record.
    """
    if link.path[-1] not in (0, 1):
        return None
    pair = [other for other in graph.links_of(link.source, str(link.path[0])) if other.path[:-1] == link.path[:-1]]
    if len(pair) != 2 or all(other.resolution is not Resolution.UNRESOLVED for other in pair):
        return None
    last, first = pair
    record = graph.get(f"{first.text} {last.text}", *link.rule.to)
    return (record, last, first) if record and all(other.target in (None, record) for other in pair) else None
