from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.packet_tools import SERVER_KEYS, PacketTools
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._definitions import documented_agents, finding_about, key_in


@rule("SHD008", "undeclared-mcp-server", WARNING)
def undeclared_mcp_server(graph: DocGraph) -> Iterator[Finding]:
    """A definition uses an MCP server that the packet of the agent does not list."""
    for agent, packet in documented_agents(graph):
        tools = PacketTools(packet)
        for definition in agent.definitions:
            for server in tools.undeclared_servers(definition):
                key = key_in(definition, SERVER_KEYS)
                yield finding_about(
                    agent,
                    definition,
                    SERVER_KEYS,
                    f"agent `{agent.name}` uses the MCP server `{server}`, which its packet does not list",
                    help=f"add `{server}` to `tools` in `{packet.path}`, or delete it from `{key}`",
                    target=server,
                    unless=unread(packet, "tools"),
                )
