"""The tools of an agent: the tools in its packet beside the tools that each definition allows."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from docgraph.analysis.packet_tools import PacketTools
from docgraph.analysis.tool_names import Capability, capability_of
from docgraph.graph.definition_graph import DEFINITION, DefinitionNode
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, ToolRule
from docgraph.site.context import Site
from docgraph.site.render.declared_tools import tools_text
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.phrases import join_names


class HostTools(Struct, frozen=True):
    """The tools in one definition.

    - `tools` are `(name, whether the packet lacks it)`; empty if `text` describes the tools.
    - `text` describes them if they are not a list, such as "every tool". `is_gap` marks a text that contradicts the
      packet.
    - `missing` are the tools of the packet that the definition does not allow.
    """

    hosts: Markup
    file: Markup
    tools: tuple[tuple[Markup, bool], ...]
    text: Markup
    is_gap: bool
    missing: tuple[Markup, ...]


class AgentTools(Struct, frozen=True):
    """The names of the tools in a packet, and the tools in each definition of the agent."""

    packet: tuple[Markup, ...]
    hosts: tuple[HostTools, ...]


def is_defined(site: Site, record: Agent) -> bool:
    """Whether a file of the repository defines the agent."""
    return bool(_definition_files(site, record))


def _definition_files(site: Site, record: Agent) -> list[DefinitionNode]:
    edges = site.graph.definition_graph.edges_from(record.ref)
    nodes = [edge.target for edge in edges if edge.relation == "defined-by"]
    return [node for node in nodes if isinstance(node, DefinitionNode) and node.kind == DEFINITION]


def agent_tools(site: Site, record: Agent, link: PageLinks) -> AgentTools | None:
    """The tools of an agent; None if no file defines it."""
    files = _definition_files(site, record)
    if not files:
        return None
    packet = PacketTools(record)
    ordered = sorted(files, key=lambda node: (node.definitions[0].hosts, node.id))
    return AgentTools(
        tuple(isolated(name) for name in packet.names), tuple(_host_tools(node, packet, link) for node in ordered)
    )


def _host_tools(node: DefinitionNode, packet: PacketTools, link: PageLinks) -> HostTools:
    definition = node.definitions[0]
    undeclared = {*packet.undeclared_tools(definition)}
    servers = {*packet.undeclared_servers(definition)}
    is_list = definition.tool_rule is ToolRule.LISTED and definition.state.is_readable
    tools = definition.allowed_tools if is_list else ()
    return HostTools(
        join_names([isolated(host) for host in definition.hosts]) or isolated(definition.format),
        link(node, node.path),
        tuple((isolated(tool), tool in undeclared or capability_of(tool).server in servers) for tool in tools),
        Markup() if tools else tools_text(definition),
        packet.restricts(definition),
        tuple(isolated(name) for name in _missing(definition, packet)),
    )


def _missing(definition: Definition, packet: PacketTools) -> Iterator[str]:
    """The tools of the packet that a definition with a list of tools does not allow.

    Names without a known capability are left out, because a packet may name systems instead of tools.
    """
    if definition.tool_rule is not ToolRule.LISTED:
        return
    allowed = [capability_of(tool) for tool in definition.tools]
    for name in packet.names:
        capability = capability_of(name)
        if capability.is_known and not _is_allowed(capability, allowed):
            yield name


def _is_allowed(capability: Capability, allowed: list[Capability]) -> bool:
    return any(granted.covers(capability) or capability.covers(granted) for granted in allowed)
