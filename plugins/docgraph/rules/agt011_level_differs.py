from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.as_of_view import level_on_date
from docgraph.analysis.promotions import promotions
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import unread
from docgraph.rules._promotions import chain, unread_decisions


@rule("AGT011", "level-differs", ERROR, dated=True)
def level_differs(graph: DocGraph) -> Iterator[Finding]:
    """The level of an agent differs from the level that its latest accepted decision set."""
    unclear = unread_decisions(graph)
    for agent in graph.all(Agent):
        hops = promotions(graph, agent)
        # an undated decision, or one of the same date, may be the latest as well
        last = [hop for hop in hops if hop.on in (None, hops[-1].on)]
        if not agent.is_live or not last:
            continue
        level = level_on_date(graph, agent)
        if level not in [hop.to for hop in last]:
            message = f"agent `{agent.id}` is at {level}, but its latest decision set {last[-1].to}"
            help = f"set `autonomy: {last[-1].to}`; if a later decision moved it to {level}, record that decision"
            unless = (*unread(agent, "status", "autonomy"), *unclear(agent))
            yield agent.finding("autonomy", message, help=help, related=chain(hops), unless=unless)
