from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("AGT001", "no-purpose", WARNING)
def no_purpose(graph: DocGraph) -> Iterator[Finding]:
    """An agent has no purpose."""
    for agent in graph.all(Agent):
        if agent.is_live and agent.is_absent("purpose"):
            yield agent.finding(
                "purpose",
                f"agent `{agent.id}` has no purpose",
                help="add `purpose: <what the agent is for, in one sentence>`",
                unless=unread(agent, "status", "purpose"),
            )
