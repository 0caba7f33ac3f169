from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._named_lines import named_lines
from docgraph.rules._ownerless import ownerless


@rule("OWN002", "agent-without-owner", ERROR)
def agent_without_owner(graph: DocGraph) -> Iterator[Finding]:
    """An agent has no owner."""
    for record, found in ownerless(graph, Agent, "agent `{id}` has no owner"):
        related = named_lines(graph, record, "owner", "person", "role")
        yield record.finding("owner", found.message, help=found.help, related=related, unless=found.unless)
