from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("OWN002", "agent-without-owner", ERROR)
def agent_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody owns this agent."""
    for agent in trace.all(Agent):
        if agent.missing("owner"):
            yield agent.finding("owner", f"nobody owns agent `{agent.id}`", help="add `owner: <person or role id>`")
