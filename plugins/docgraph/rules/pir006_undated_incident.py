from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._dates_in_names import undated


@rule("PIR006", "undated-incident", WARNING, fixable=True)
def undated_incident(graph: DocGraph) -> Iterator[Finding]:
    """An incident has no date."""
    for incident in graph.all(Incident):
        if incident.is_absent("date"):
            yield undated(incident)
