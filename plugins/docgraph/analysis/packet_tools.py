"""Compares the tools that a definition allows with the tools that the agent packet lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from msgspec.structs import replace

from docgraph.analysis.tool_names import EVERYTHING, Capability, capability_of, denied_capabilities
from docgraph.kinds.agent import Agent, Tool
from docgraph.model.definition import Definition, ToolRule

TOOL_KEYS = ("tools", "permissions", "permission")
SERVER_KEYS = ("mcpServers", "mcp-servers", "mcp_servers", *TOOL_KEYS)
_INHERITING = ("claude-agent", "copilot-agent", "vscode-chat-mode", "gemini-agent")
"""Formats of definitions that can list tools, but allow every tool if they list none."""

_EVERY_TOOL = re.compile(r"(?:mcp[:/._]+)?\*+(?:[:/._]+\*+)*", re.IGNORECASE)
"""A pattern for every tool, such as `*`. `github/*` is only for the tools of one server."""


def is_every_tool(tool: Tool) -> bool:
    """Whether the name of a tool is a pattern that matches every tool."""
    return _EVERY_TOOL.fullmatch(tool.name.strip()) is not None


def could_list_tools(definition: Definition) -> bool:
    """Whether a definition allows every tool although its format could list tools."""
    return definition.tool_rule is ToolRule.ALL and definition.format in _INHERITING


class PacketTools:
    """The tools that an agent packet lists, and the capabilities that they give."""

    def __init__(self, packet: Agent) -> None:
        self.names = tuple(tool.name for tool in packet.tools if tool.name)
        self._packet = packet

    @cached_property
    def _granted(self) -> frozenset[Capability]:
        granted = {_folded(capability_of(name)) for name in self.names}
        granted |= {Capability(EVERYTHING)} if any(map(is_every_tool, self._packet.tools)) else set()
        # a packet may name only a server, and the agents to which its agent hands work over
        granted |= {Capability("*", name.casefold()) for name in self.names}
        return frozenset(granted | ({Capability("agent")} if self._packet.delegates_to else set()))

    @cached_property
    def _servers(self) -> frozenset[str]:
        return frozenset(("", *(granted.server for granted in self._granted)))

    def restricts(self, definition: Definition) -> bool:
        """Whether the packet lists tools, but `definition` allows every tool and could list tools."""
        return could_list_tools(definition) and bool(self.names) and not self.grants(Capability(EVERYTHING))

    def undeclared_tools(self, definition: Definition) -> tuple[str, ...]:
        """The tools that a definition allows but the packet does not list.

        Empty if the packet lists no tools. Tools of an MCP server that the packet does not mention are left out,
        because `undeclared_servers` has the server.
        """
        return tuple(
            tool
            for tool, capability in _listed(definition)
            if self.names and not self.grants(capability) and self._names_server(capability.server)
        )

    def undeclared_servers(self, definition: Definition) -> tuple[str, ...]:
        """The MCP servers that a definition uses but the packet does not mention.

        Empty if the packet lists no tools.
        """
        of_tools = (capability.server for _, capability in _listed(definition) if capability.server)
        servers = dict.fromkeys((*definition.servers, *of_tools)) if self.names else ()
        return tuple(server for server in servers if not self._names_server(server))

    def grants(self, capability: Capability) -> bool:
        """Whether a tool in the packet gives this capability."""
        folded = _folded(capability)
        return any(granted.covers(folded) for granted in self._granted)

    def _names_server(self, server: str) -> bool:
        return server.casefold() in self._servers or self.grants(Capability("*", server))


def _folded(capability: Capability) -> Capability:
    return replace(capability, server=capability.server.casefold())


def _listed(definition: Definition) -> Iterator[tuple[str, Capability]]:
    denied = denied_capabilities(definition)
    for tool in definition.tools:
        capability = capability_of(tool)
        if capability not in denied and capability.name != EVERYTHING:
            yield tool, capability
