"""Lists references by what became of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution


def unresolved_references(graph: DocGraph, resolution: Resolution, but: Sequence[str] = ()) -> Iterator[Reference]:
    """The references with a resolution, except for some relations, one for each place in a document.

    The header of a RACI table gives many rows the same name: a reference that must resolve comes before a soft one."""
    seen = set()
    links = (link for link in graph.links if link.resolution is resolution and link.rule.relation not in but)
    for link in sorted(links, key=lambda link: link.rule.soft):
        place = link.source.place
        where = (place.text.path, place.start(link.path), link.text)
        if where not in seen:
            seen.add(where)
            yield link
