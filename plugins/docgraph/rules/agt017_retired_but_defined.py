from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("AGT017", "retired-but-defined", ERROR)
def retired_but_defined(graph: DocGraph) -> Iterator[Finding]:
    """A retired agent can still be started: a file that defines it still exists."""
    for agent in graph.all(Agent):
        for number, path in enumerate(agent.definitions):
            if agent.status == "retired" and graph.exists(path):
                message = f"agent `{agent.id}` is retired, but `{path}` still defines it"
                help = f"delete `{path}`; if the agent is still in use, set `status: active`"
                yield agent.finding(("definitions", number), message, help=help)
