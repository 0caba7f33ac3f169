from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.as_of_view import level_on_date
from docgraph.analysis.packet_tools import TOOL_KEYS, PacketTools
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._definitions import documented_agents, finding_about, key_in, quoted_names


@rule("SHD004", "undeclared-tool", WARNING)
def undeclared_tool(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """A definition allows tools that the packet of the agent does not list."""
    for agent, packet in documented_agents(graph):
        listed = PacketTools(packet)
        for definition in agent.definitions:
            undeclared = listed.undeclared_tools(definition)
            if undeclared:
                names = quoted_names(undeclared)
                key = key_in(definition, TOOL_KEYS)
                yield finding_about(
                    agent,
                    definition,
                    TOOL_KEYS,
                    f"{definition.host} allows agent `{agent.name}` to use {names}, which its packet does not list",
                    help=f"delete {names} from `{key}`, or add {names} to `tools` in `{packet.path}`",
                    severity=ERROR if level_on_date(graph, packet) in levels[2:] else None,
                    unless=unread(packet, "tools"),
                )
