from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._ownerless import ownerless


@rule("PIR001", "incident-without-owner", ERROR)
def incident_without_owner(graph: DocGraph) -> Iterator[Finding]:
    """An incident has no owner."""
    for record, found in ownerless(graph, Incident, "incident `{id}` has no owner"):
        yield record.finding("owner", found.message, help=found.help, unless=found.unless)
