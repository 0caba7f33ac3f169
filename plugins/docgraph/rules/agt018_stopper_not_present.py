from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.owners import owner_links
from docgraph.kinds.agent import Agent
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import explained_by, unread
from docgraph.rules._presence import UncertainPresence, absence_of, role_reported


@rule("AGT018", "stopper-not-present", WARNING, dated=True)
def stopper_not_present(graph: DocGraph) -> Iterator[Finding]:
    """A person or role who may stop an agent is not active."""
    presence = UncertainPresence(graph)
    for agent in graph.all(Agent):
        for link in graph.links_of(agent, "may-stop") if agent.is_live else ():
            target = link.target
            if target is None or graph.people_behind(target):
                continue
            # OWN004 reports the owner of the agent
            names = [name for name in owner_links(graph, agent) if name.target is target]
            as_owner = explained_by(("OWN004",), agent, *names[0].path[:-1]) if names else ()
            as_role = role_reported(target) if isinstance(target, Role) else ()
            message = f"`{target.id}`, who may stop agent `{agent.id}`, {absence_of(target, graph.as_of)}"
            yield agent.finding(
                link.path,
                message,
                help=f"replace `{link.text}` with an active person or role",
                unless=(*as_owner, *as_role, *presence.causes(target), *unread(agent, "status")),
            )
