"""Lists references by their resolution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution


def unresolved_references(graph: DocGraph, resolution: Resolution, but: Sequence[str] = ()) -> Iterator[Reference]:
    """The references with `resolution`, one per location, except those of relations in `but`.

    A name in the header of a RACI table is a reference of each row. Of references at one location, one that must
    resolve takes precedence over one that need not.
    """
    seen = set()
    links = (link for link in graph.links if link.resolution is resolution and link.rule.relation not in but)
    for link in sorted(links, key=lambda link: link.rule.soft):
        place = link.source.place
        where = (place.text.path, place.start(link.path), link.text)
        if where not in seen:
            seen.add(where)
            yield link
