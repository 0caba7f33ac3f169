from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("AGT009", "unattached-agent", WARNING)
def unattached_agent(graph: DocGraph) -> Iterator[Finding]:
    """An agent serves no outcome."""
    for agent in graph.all(Agent):
        if agent.is_live and agent.is_absent("outcomes"):
            help = "add `outcomes: [<id of the outcome it serves>]`"
            unless = unread(agent, "outcomes", "status")
            yield agent.finding("outcomes", f"agent `{agent.id}` serves no outcome", help=help, unless=unless)
