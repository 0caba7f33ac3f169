"""GraphML for NetworkX, Gephi, yEd and other graph tools."""

from __future__ import annotations

from docgraph.export.cells import cell_value, row
from docgraph.export.payload import Payload


def graphml(payload: Payload) -> dict[str, str]:
    """Serialize all nodes and all resolved relations as GraphML. Returns `{"graph.graphml": content}`.

    Attributes are encoded like the cells in `docgraph.export.cells`.
    """
    from docgraph.graph.graphml import write_graphml

    nodes = ((str(cell_value(ref)), row(node)) for ref, node in payload.nodes)
    edges = (
        (
            str(cell_value(edge["from"])),
            str(cell_value(edge["to"])),
            row({key: edge[key] for key in edge if key not in ("from", "to")}),
        )
        for edge in payload.edges
    )
    return {"graph.graphml": write_graphml(nodes, edges, {"as-of": payload.as_of, "version": 1})}
