from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.graph.lifecycle import is_live
from docgraph.kinds.agent import Agent
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("AGT015", "no-reviewer", WARNING)
def no_reviewer(trace: Trace, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """A human has to look at the work of this agent, and none is named."""
    for agent in trace.all(Agent):
        watched = agent.autonomy in levels[:2]
        if is_live(agent) and watched and agent.missing("reviewer"):
            message = f"agent `{agent.id}` is at {agent.autonomy} and has no reviewer"
            help = "add `reviewer: <the person or role that accepts its work>`"
            unless = unread(agent, "reviewer", "autonomy", "status")
            yield agent.finding("reviewer", message, help=help, unless=unless)
