"""References by their resolution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution


def unresolved_references(graph: DocGraph, resolution: Resolution, but: Sequence[str] = ()) -> Iterator[Reference]:
    """The references with `resolution`, one for each location.

    References of the relations in `but` are left out. A name in the header of a RACI table is one reference for each
    row. If several references have the same location, one that must resolve takes precedence over one that need not
    resolve.
    """
    seen = set()
    links = (link for link in graph.links if link.resolution is resolution and link.rule.relation not in but)
    for link in sorted(links, key=lambda link: link.rule.soft):
        place = link.source.place
        where = (place.text.path, place.start(link.path), link.text)
        if where not in seen:
            seen.add(where)
            yield link
