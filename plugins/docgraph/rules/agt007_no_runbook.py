from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._unread_relations import unread_relations


@rule("AGT007", "no-runbook", WARNING)
def no_runbook(graph: DocGraph) -> Iterator[Finding]:
    """An agent has no runbook."""
    elsewhere = unread_relations(graph, "covers")
    for agent in graph.all(Agent):
        silent = agent.is_absent("runbook") and not graph.edges_to(agent, "covers")
        if agent.is_live and silent:
            new = f"write one with `covers: agent:{agent.id}` and `owner: <person or role id>`"
            help = f"add `runbook: <runbook id>`; if there is no runbook, {new}"
            unless = (*unread(agent, "runbook", "status"), *elsewhere(agent))
            yield agent.finding("runbook", f"agent `{agent.id}` has no runbook", help=help, unless=unless)
