from __future__ import annotations

import shlex
from collections.abc import Iterator

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.cause import Cause
from docgraph.model.definition import Definition
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import in_document
from docgraph.rules._definitions import finding_about, other_places
from docgraph.text.slug import fold
from docgraph.text.yaml_quote import quote_in_flow


@rule("SHD001", "undocumented-agent", ERROR)
def undocumented_agent(graph: DocGraph) -> Iterator[Finding]:
    """A file of the repository defines an agent that has no document of kind `agent`."""
    for agent in defined_agents(graph):
        # no program starts an agent from a file that cannot be read, which SHD009 reports
        readable = agent.readable_definition
        if agent.packet is None and readable is not None:
            first = agent.definitions[0]
            yield finding_about(
                agent,
                first,
                ("name",),
                f"agent `{agent.name}` is defined for {' and '.join(agent.hosts)}, but no agent packet documents it",
                help=_help(graph, agent, readable.path),
                unless=_unread(graph, first),
                related=other_places(agent.definitions, "also defined here"),
            )


def _help(graph: DocGraph, agent: DefinedAgent, path: str) -> str:
    hire = f"run `docgraph hire --from {shlex.quote(path)}`, and fill in the owner"
    packet = graph.get(f"agent:{agent.name}")
    if not isinstance(packet, Agent) or packet.definitions:
        return hire
    # its id is the name of several agents, so it documents none of them
    entry = f"`definitions: [{quote_in_flow(path)}]`"
    return f"add {entry} to `{packet.path}` if that packet is about this agent; otherwise {hire}"


def _unread(graph: DocGraph, definition: Definition) -> tuple[Cause, ...]:
    paths = graph.names.unparsed.get(fold(definition.name), ())
    return tuple(cause for path in paths for cause in in_document(("DOC",), path))
