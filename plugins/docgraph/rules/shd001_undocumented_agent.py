from __future__ import annotations

import shlex
from collections.abc import Iterator

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.graph.doc_graph import DocGraph
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
    """No document of kind `agent` documents an agent that a file of the repository defines."""
    for agent in defined_agents(graph):
        if agent.packet is None:
            first = agent.definitions[0]
            yield finding_about(
                agent,
                first,
                ("name",),
                f"agent `{agent.name}` is defined for {' and '.join(agent.hosts)}, but no agent packet documents it",
                help=_help(agent),
                unless=_unread(graph, first),
                related=other_places(agent.definitions, "also defined here"),
            )


def _help(agent: DefinedAgent) -> str:
    """The command that drafts a packet, which needs a definition that can be read."""
    readable = agent.readable_definition
    if readable is None:
        paths = ", ".join(dict.fromkeys(quote_in_flow(definition.path) for definition in agent.definitions))
        return f"add a document with `kind: agent`, `owner: <person or role id>` and `definitions: [{paths}]`"
    return f"run `docgraph hire --from {shlex.quote(readable.path)}`, and fill in the owner"


def _unread(graph: DocGraph, definition: Definition) -> tuple[Cause, ...]:
    """Causes: findings about a packet of this name that could not be parsed."""
    paths = graph.names.unparsed.get(fold(definition.name), ())
    return tuple(cause for path in paths for cause in in_document(("DOC",), path))
