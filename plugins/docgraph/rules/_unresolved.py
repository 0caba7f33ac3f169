"""The unresolved references of the doc graph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution


def unresolved_references(graph: DocGraph, resolution: Resolution, but: Sequence[str] = ()) -> Iterator[Reference]:
    """References with the given `resolution`, such as `AMBIGUOUS`; one for each location.

    References with a relation in `but` are left out. A name in the header of a RACI table is a reference in each row,
    but is yielded once. A reference that must resolve is preferred to one that may stay unresolved.
    """
    seen = set()
    links = (link for link in graph.links if link.resolution is resolution and link.rule.relation not in but)
    for link in sorted(links, key=lambda link: link.rule.soft):
        place = link.source.place
        where = (place.text.path, place.start(link.path), link.text)
        if where not in seen:
            seen.add(where)
            yield link
