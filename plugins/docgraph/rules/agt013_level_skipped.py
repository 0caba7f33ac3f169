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
            names = " or ".join(skipped)
            message = f"agent `{agent.id}` is at {agent.autonomy}, but no decision moved it to {names}"
            help = f"record the decision that moved it to {skipped[0]}, or set `autonomy: {skipped[0]}`"
            unless = (*unread(agent, "status"), *unclear(agent))
            yield agent.finding("autonomy", message, help=help, related=chain(hops), unless=unless)
