from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from docgraph.analysis.defined_agents import defined_agents, normalized
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("AGT017", "retired-but-defined", ERROR)
def retired_but_defined(graph: DocGraph) -> Iterator[Finding]:
    """A retired agent can still be started: a file that defines it still exists."""
    defined = {agent.ref: agent.definitions for agent in defined_agents(graph)}
    for agent in graph.all(Agent):
        if agent.status != "retired":
            continue
        for number, path in enumerate(agent.definitions):
            if graph.exists(path):
                yield _finding(agent, ("definitions", number), path)
        listed = set(map(normalized, agent.definitions))
        for path in dict.fromkeys(definition.path for definition in defined.get(agent.ref, ())):
            if path not in listed:
                yield replace(_finding(agent, ("status",), path), target=path)


def _finding(agent: Agent, key: tuple[str | int, ...], path: str) -> Finding:
    message = f"agent `{agent.id}` is retired, but `{path}` still defines it"
    help = f"delete its definition in `{path}`; if the agent is still in use, set `status: active`"
    return agent.finding(key, message, help=help)
