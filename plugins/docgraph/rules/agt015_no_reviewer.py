from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("AGT015", "no-reviewer", WARNING)
def no_reviewer(trace: Trace) -> Iterator[Finding]:
    """Nobody is named who reads what an agent on a tight level proposes."""
    for agent in trace.all(Agent):
        if is_live(agent) and agent.autonomy in ("L1", "L2") and agent.missing("reviewer"):
            message = f"agent `{agent.id}` is at {agent.autonomy}, and nobody is named who reviews its work"
            yield agent.finding("reviewer", message, help="add `reviewer: <person or role id>`")
