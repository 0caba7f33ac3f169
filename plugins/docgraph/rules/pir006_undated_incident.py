from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("PIR006", "undated-incident", WARNING)
def undated_incident(trace: Trace) -> Iterator[Finding]:
    """An incident does not say when it happened."""
    for incident in trace.all(Incident):
        if incident.missing("date"):
            yield incident.finding("date", f"incident `{incident.id}` has no date", help="add `date: YYYY-MM-DD`")
