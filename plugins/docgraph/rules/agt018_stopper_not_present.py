from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._presence import UncertainPresence, absence_of, absence_reported


@rule("AGT018", "stopper-not-present", WARNING, dated=True)
def stopper_not_present(graph: DocGraph) -> Iterator[Finding]:
    """A person or role who may stop an agent is not active."""
    presence = UncertainPresence(graph)
    for agent in graph.all(Agent):
        for link in graph.links_of(agent, "may-stop") if agent.is_live else ():
            target = link.target
            if target is None or graph.people_behind(target):
                continue
            reported = absence_reported(graph, agent, target, ("OWN004",))
            message = f"`{target.id}`, who may stop agent `{agent.id}`, {absence_of(target, graph.as_of)}"
            yield agent.finding(
                link.path,
                message,
                help=f"replace `{link.text}` with an active person or role",
                unless=(*reported, *presence.causes(target), *unread(agent, "status")),
            )
