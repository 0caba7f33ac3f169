from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._phrases import plural


@rule("OWN013", "owned-after-it-ran", WARNING)
def owned_after_it_ran(graph: DocGraph) -> Iterator[Finding]:
    """An agent was hired before it had an owner."""
    for agent in graph.all(Agent):
        start = _owned_since(graph, agent)
        if agent.is_live and agent.hired and start and agent.hired < start:
            days = plural((start - agent.hired).days, "day")
            message = f"agent `{agent.id}` was hired on {agent.hired}, {days} before its first owner started on {start}"
            help = f"add the earlier owner to `history:`, as `{{owner: <person id>, from: {agent.hired}, to: {start}}}`"
            yield agent.finding("hired", message, help=help)


def _owned_since(graph: DocGraph, agent: Agent) -> date | None:
    """The first day on which anybody owned `agent`; None if unknown.

    A first term without a start counts as `date.min`.
    """
    owner = graph.owner_of(agent)
    tenures = agent.history or (owner.holders if isinstance(owner, Role) else ())
    if tenures:
        return min(tenure.from_ or date.min for tenure in tenures)
    return owner.joined if isinstance(owner, Person) else None
