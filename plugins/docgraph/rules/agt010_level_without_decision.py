from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.as_of_view import level_on_date
from docgraph.analysis.promotions import promotions
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import unread
from docgraph.rules._promotions import unread_decisions, waiting
from docgraph.text.yaml_quote import quote_in_flow


@rule("AGT010", "level-without-decision", ERROR, dated=True)
def level_without_decision(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """No accepted decision promotes an agent that is above the lowest level."""
    unclear = unread_decisions(graph)
    for agent in graph.all(Agent):
        level = level_on_date(graph, agent) if agent.is_live else None
        if level in levels[1:] and not promotions(graph, agent):
            help = f"record an accepted decision with `promotes: {{agent: {agent.id}, to: {quote_in_flow(level)}}}`"
            yield agent.finding(
                "autonomy",
                f"agent `{agent.id}` is at {level}, but no accepted decision promotes it",
                help=f"{help}, or set `autonomy: {levels[0]}` until there is one",
                related=waiting(graph, agent),
                unless=(*unread(agent, "status"), *unclear(agent)),
            )
