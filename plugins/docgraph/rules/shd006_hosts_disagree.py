from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.defined_agents import defined_agents, disagreement
from docgraph.analysis.packet_tools import TOOL_KEYS, PacketTools
from docgraph.analysis.tool_names import describe_tools
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._definitions import finding_about


@rule("SHD006", "hosts-disagree", WARNING)
def hosts_disagree(graph: DocGraph) -> Iterator[Finding]:
    """Two agent hosts allow an agent different tools."""
    for agent in defined_agents(graph):
        tools = PacketTools(agent.packet) if agent.packet else None
        # SHD005 reports a definition that allows more than the packet
        rest = [definition for definition in agent.definitions if not (tools and tools.restricts(definition))]
        pair = disagreement(rest) if agent.packet is None or agent.packet.is_live else None
        if pair is not None:
            first, second = pair
            allowed = "; ".join(f"{definition.host} allows {describe_tools(definition)}" for definition in pair)
            yield finding_about(
                agent,
                second,
                TOOL_KEYS,
                f"agent `{agent.name}` has different tools: {allowed}",
                help=f"allow the same tools in `{first.path}` and `{second.path}`",
                related=(Related(first.place(*TOOL_KEYS), f"the tools in {first.host}"),),
            )
