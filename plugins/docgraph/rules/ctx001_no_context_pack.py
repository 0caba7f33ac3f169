from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._causes import unread


@rule("CTX001", "no-context-pack", INFO)
def no_context_pack(graph: DocGraph) -> Iterator[Finding]:
    """An active agent has no context pack."""
    for agent in graph.all(Agent):
        if agent.status == "active" and agent.is_absent("context"):
            help = "add `context: [<context pack id>]`"
            message, unless = f"agent `{agent.id}` has no context pack", unread(agent, "context")
            yield agent.finding("context", message, help=help, unless=unless)
