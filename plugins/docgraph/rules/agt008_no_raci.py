from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._unread_relations import unread_relations


@rule("AGT008", "no-raci", WARNING)
def no_raci(graph: DocGraph) -> Iterator[Finding]:
    """An agent has no RACI."""
    elsewhere = unread_relations(graph, "scoped-to")
    for agent in graph.all(Agent):
        silent = agent.is_absent("raci") and not graph.edges_to(agent, "scoped-to")
        if agent.is_live and silent:
            rows = "rows that name who is responsible and who is accountable"
            new = f"write one with `scope: agent:{agent.id}` and {rows}"
            help = f"add `raci: <raci id>`; if there is no RACI, {new}"
            unless = (*unread(agent, "raci", "status"), *elsewhere(agent))
            yield agent.finding("raci", f"agent `{agent.id}` has no RACI", help=help, unless=unless)
