"""The graph for NetworkX, Gephi, yEd and whatever else reads GraphML."""

from __future__ import annotations

from docgraph.export.cells import cell, row
from docgraph.export.payload import Payload


def graphml(contents: Payload) -> dict[str, str]:
    """Every node and every relation between two nodes, with all their values as `docgraph.export.cells` writes them."""
    from docgraph.graph.graphml import write_graphml as written

    nodes = ((str(cell(address)), row(payload)) for address, payload in contents.nodes)
    edges = (
        (
            str(cell(payload["from"])),
            str(cell(payload["to"])),
            row({key: payload[key] for key in payload if key not in ("from", "to")}),
        )
        for payload in contents.edges
    )
    return {"graph.graphml": written(nodes, edges, {"as-of": contents.as_of, "version": 1})}
