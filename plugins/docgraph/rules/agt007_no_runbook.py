from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("AGT007", "no-runbook", WARNING)
def no_runbook(trace: Trace) -> Iterator[Finding]:
    """An agent has no runbook for the day it goes wrong."""
    for agent in trace.all(Agent):
        if is_live(agent) and agent.missing("runbook") and not trace.sources(agent, "covers"):
            message = f"agent `{agent.id}` has no runbook"
            yield agent.finding("runbook", message, help="add `runbook: <runbook id>`")
