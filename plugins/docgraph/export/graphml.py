"""The graph for NetworkX, Gephi, yEd and whatever else reads GraphML."""

from __future__ import annotations

from docgraph.export.cells import cell, row
from docgraph.export.payload import Contents


def graphml(contents: Contents) -> dict[str, str]:
    """Every node and every relation between two nodes, with all their values as `docgraph.export.cells` writes them."""
    from docgraph.graph.graphml import graphml as written

    nodes = ((str(cell(address)), row(told)) for address, told in contents.nodes)
    edges = (
        (
            str(cell(told["from"])),
            str(cell(told["to"])),
            row({key: told[key] for key in told if key not in ("from", "to")}),
        )
        for told in contents.edges
    )
    return {"graph.graphml": written(nodes, edges, {"as-of": contents.as_of, "version": 1})}
