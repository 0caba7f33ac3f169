from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._causes import unread


@rule("PIR005", "no-guardrail-change", INFO)
def no_guardrail_change(graph: DocGraph) -> Iterator[Finding]:
    """An incident led to no guardrail change."""
    for incident in graph.all(Incident):
        if incident.is_absent("guardrails"):
            message = f"incident `{incident.id}` has no guardrail changes"
            help = "add `guardrails: [<what prevents a recurrence>]`"
            yield incident.finding("guardrails", message, help=help, unless=unread(incident, "guardrails"))
