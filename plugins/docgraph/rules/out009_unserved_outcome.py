from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Edge
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.kinds.incident import Incident
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._causes import unread
from docgraph.rules._unread_relations import unread_relations


@rule("OUT009", "unserved-outcome", INFO)
def unserved_outcome(graph: DocGraph) -> Iterator[Finding]:
    """No agent, decision or other outcome contributes to an open outcome."""
    working = [*graph.all(Agent), *graph.all(Decision)]
    elsewhere = unread_relations(graph, "serves", "affects", "part-of")
    for outcome in graph.all(Outcome) if working else ():
        at_work = [edge for edge in graph.edges_to(outcome, "serves", "affects", "part-of") if _works(edge)]
        if outcome.is_live and not at_work:
            message = f"no agent, decision or other outcome contributes to outcome `{outcome.id}`"
            help = "add it to `outcomes:` of an agent, `affects:` of a decision, or `parent:` of an outcome"
            unless = (*unread(outcome, "status"), *elsewhere(outcome))
            yield outcome.finding("id", message, help=help, unless=unless)


def _works(edge: Edge) -> bool:
    return not isinstance(edge.source, Incident)
