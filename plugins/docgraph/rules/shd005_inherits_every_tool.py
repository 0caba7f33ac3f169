from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.packet_tools import PacketTools
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._definitions import documented_agents, finding_about
from docgraph.rules._phrases import plural
from docgraph.text.yaml_quote import quote_in_flow


@rule("SHD005", "inherits-every-tool", WARNING)
def inherits_every_tool(graph: DocGraph) -> Iterator[Finding]:
    """The packet of an agent lists tools, but a definition allows every tool of its host."""
    for agent, packet in documented_agents(graph):
        tools = PacketTools(packet)
        for definition in agent.definitions:
            if tools.restricts(definition):
                listed = ", ".join(map(quote_in_flow, tools.names))
                verb = "replace the list with" if "tools" in definition.places else "add"
                yield finding_about(
                    agent,
                    definition,
                    ("tools",),
                    f"{definition.host} allows agent `{agent.name}` to use every tool, but its packet lists "
                    f"{plural(len(tools.names), 'tool')}",
                    help=f"{verb} `tools: [{listed}]` in `{definition.path}`",
                    unless=unread(packet, "tools"),
                )
