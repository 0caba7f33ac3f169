from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.defined_agents import defined_agents
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
            path = quote_in_flow(first.path)
            yield finding_about(
                agent,
                first,
                ("name",),
                f"agent `{agent.name}` is defined for {' and '.join(agent.hosts)}, but no agent packet documents it",
                help=f"add a document with `kind: agent`, `owner: <person or role id>` and `definitions: [{path}]`",
                unless=_unread(graph, first),
                related=other_places(agent.definitions, "also defined here"),
            )


def _unread(graph: DocGraph, definition: Definition) -> tuple[Cause, ...]:
    """Causes: findings about a packet of this name that could not be parsed."""
    paths = graph.names.unparsed.get(fold(definition.name), ())
    return tuple(cause for path in paths for cause in in_document(("DOC",), path))
