from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.promotions import promotions
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._promotions import chain, unread_decisions
from docgraph.text.yaml_quote import quote_in_flow


@rule("AGT013", "level-skipped", WARNING, dated=True)
def level_skipped(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """An agent skipped a level on the way to its current one."""
    unclear = unread_decisions(graph)
    for agent in graph.all(Agent):
        hops = promotions(graph, agent, "accepted", "superseded")
        reached = [hop.to for hop in hops]
        if not agent.is_live or agent.autonomy not in reached or agent.autonomy not in levels:
            continue
        skipped = [level for level in levels[1 : levels.index(agent.autonomy)] if level not in reached]
        if skipped:
            without, these = ("decisions", "these decisions") if len(skipped) > 1 else ("a decision", "this decision")
            message = f"agent `{agent.id}` is at {agent.autonomy} without {without} for {' and '.join(skipped)}"
            below = quote_in_flow(levels[levels.index(skipped[0]) - 1])
            lower = f"`promotes: {{agent: {agent.id}, to: {below}}}` and set `autonomy: {below}`"
            help = f"record {these}; or, to lower the agent, record a decision with {lower}"
            unless = (*unread(agent, "status"), *unclear(agent))
            yield agent.finding("autonomy", message, help=help, related=chain(hops), unless=unless)
