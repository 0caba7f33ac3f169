from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._ownerless import ownerless


@rule("OWN002", "agent-without-owner", ERROR)
def agent_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody owns this agent."""
    for record, found in ownerless(trace, Agent, "nobody owns agent `{id}`"):
        yield record.finding("owner", found.message, help=found.help, unless=found.unless)
