from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("AGT015", "no-reviewer", WARNING)
def no_reviewer(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """An agent at one of the two lowest levels has no reviewer."""
    for agent in graph.all(Agent):
        watched = agent.autonomy in levels[:2]
        if agent.is_live and watched and agent.is_absent("reviewer"):
            message = f"agent `{agent.id}` is at {agent.autonomy} but has no reviewer"
            help = "add `reviewer: <person or role id>`"
            unless = unread(agent, "reviewer", "autonomy", "status")
            yield agent.finding("reviewer", message, help=help, unless=unless)
