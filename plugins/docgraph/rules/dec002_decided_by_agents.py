from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("DEC002", "decided-by-agents", ERROR)
def decided_by_agents(graph: DocGraph) -> Iterator[Finding]:
    """Every decision-maker of a decision is an agent."""
    for decision in graph.all(Decision):
        makers = graph.links_of(decision, "decision-makers")
        if makers and all(_is_agent(maker) for maker in makers):
            message = f"decision `{decision.id}` was made only by agents"
            yield decision.finding(
                "decision-makers",
                message,
                help="add the person who decided to `decision-makers:`; agents can be listed under `consulted:`",
            )


def _is_agent(maker: Reference) -> bool:
    return maker.target is not None and maker.target.kind == "agent"
