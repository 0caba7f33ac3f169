from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.defined_agents import normalized
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.text.suggest import suggest


@rule("SHD002", "missing-definition", ERROR)
def missing_definition(graph: DocGraph) -> Iterator[Finding]:
    """A file that a packet lists in `definitions` does not exist."""
    agents = list(graph.all(Agent))
    listed = {normalized(path) for agent in agents for path in agent.definitions}
    # a path that a packet lists already would be a duplicate, or a finding of SHD003
    unlisted = sorted({definition.path for definition in graph.definitions} - listed)
    for agent in agents:
        for number, path in enumerate(agent.definitions):
            # an address is in another repository
            if agent.is_live and "://" not in path and not graph.exists(path):
                near = suggest(path, unlisted)
                help = f"replace it with `{near}`" if near else f"correct the path, or delete `{path}`"
                message = f"`definitions` of agent `{agent.id}` lists `{path}`, but there is no such file"
                yield agent.finding(("definitions", number), message, help=help)
