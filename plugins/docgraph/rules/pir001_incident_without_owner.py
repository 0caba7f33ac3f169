from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("PIR001", "incident-without-owner", ERROR)
def incident_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody answers for what follows from this incident."""
    for incident in trace.all(Incident):
        if incident.missing("owner"):
            message = f"nobody answers for incident `{incident.id}`"
            yield incident.finding("owner", message, help="add `owner: <person or role id>`")
