"""Builds the relations of defined agents to their files, other agents, skills and MCP servers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents, normalized
from docgraph.analysis.tool_names import capability_of
from docgraph.graph.definition_graph import (
    DEFINITION,
    DefinitionEdge,
    DefinitionGraph,
    DefinitionNode,
    UndefinedName,
)
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import UNDOCUMENTED, Definition, Node
from docgraph.model.location import Location
from docgraph.model.record import Record

_KEYS = {
    "delegates-to": ("agents", "tools", "permission", "permissions"),
    "may-use": ("skills",),
    "connects-to": ("mcpServers", "mcp-servers", "mcp_servers", "tools"),
}
"""Relation → the keys of a definition that declare it."""
_End = Record | DefinitionNode
_DefinitionKey = tuple[str, Location, str]
"""Path, location and name of a definition."""
_Scoped = dict[str, dict[str, _End]]
"""Name → plugin or folder → the node with this name in it. An empty folder is the repository."""


def definition_graph(graph: DocGraph) -> DefinitionGraph:
    """The nodes and relations of the definitions in `graph`."""
    if not graph.definitions:
        return DefinitionGraph()
    agents = [(agent, agent.packet or _undocumented(agent)) for agent in defined_agents(graph)]
    skills, servers = _named(graph, Node.SKILL), _named(graph, Node.MCP_SERVER)
    files = _files(agent for agent, _ in agents)
    ends = {
        "delegates-to": _agents_by_name(agents),
        "may-use": _by_name(skills),
        "connects-to": _by_name(servers),
    }
    declared = {(edge.source.ref, edge.target.ref) for edge in graph.edges if edge.relation == "delegates-to"}
    edges: dict[tuple[str, str, str], DefinitionEdge] = {}
    undefined: dict[tuple[str, str, str], UndefinedName] = {}
    for agent, source in agents:
        for definition in agent.definitions:
            at = _place_in_packet(agent.packet, definition)
            file = files[_key(definition)]
            edges["defined-by", source.ref, file.ref] = DefinitionEdge("defined-by", source, file, at)
            for relation, name, at in _names(definition):
                target = _resolve(ends[relation], name, definition)
                if target is None:
                    undefined.setdefault((relation, source.ref, name), UndefinedName(relation, source, name, at))
                elif relation != "delegates-to" or (source.ref, target.ref) not in declared:
                    key = (relation, source.ref, target.ref)
                    edges.setdefault(key, DefinitionEdge(relation, source, target, at))
    nodes = [*(end for _, end in agents if isinstance(end, DefinitionNode)), *files.values(), *skills, *servers]
    return DefinitionGraph(
        tuple(sorted(nodes, key=lambda node: (node.kind, node.id))), tuple(edges.values()), tuple(undefined.values())
    )


def _undocumented(agent: DefinedAgent) -> DefinitionNode:
    first = agent.definitions[0]
    return DefinitionNode(UNDOCUMENTED, first.scoped_name, agent.name, agent.definitions)


def _key(definition: Definition) -> _DefinitionKey:
    return definition.path, definition.at, definition.name


def _files(agents: Iterable[DefinedAgent]) -> dict[_DefinitionKey, DefinitionNode]:
    definitions = [definition for agent in agents for definition in agent.definitions]
    counts: dict[str, int] = defaultdict(int)
    for definition in definitions:
        counts[definition.path] += 1
    nodes: dict[_DefinitionKey, DefinitionNode] = {}
    used: set[str] = set()
    for definition in sorted(definitions, key=lambda definition: (definition.path, definition.at)):
        path = definition.path
        identity = f"{path}#{definition.name}" if counts[path] > 1 else path
        if identity in used:
            # two agents with one name in one file, which a host reads as one
            identity = f"{path}#{definition.name}:{definition.at.line}:{definition.at.column}"
        used.add(identity)
        nodes[_key(definition)] = DefinitionNode(DEFINITION, identity, identity, (definition,))
    return nodes


def _named(graph: DocGraph, node: Node) -> list[DefinitionNode]:

    def identity(definition: Definition) -> tuple[str, str]:
        return definition.within, definition.name

    found = [definition for definition in graph.definitions if definition.node is node]
    groups = groupby(sorted(found, key=lambda definition: (identity(definition), definition.at)), identity)
    members = [tuple(group) for _, group in groups]
    return [
        DefinitionNode(node.value, group[0].scoped_name, group[0].title or group[0].name, group) for group in members
    ]


def _by_name(nodes: Iterable[DefinitionNode]) -> _Scoped:
    scoped: _Scoped = defaultdict(dict)
    for node in nodes:
        scoped[node.definitions[0].name][node.definitions[0].within] = node
    return scoped


def _agents_by_name(agents: Iterable[tuple[DefinedAgent, _End]]) -> _Scoped:
    scoped: _Scoped = defaultdict(dict)
    for agent, end in agents:
        for definition in agent.definitions:
            scoped[definition.name].setdefault(definition.within, end)
    return scoped


def _resolve(ends: Mapping[str, Mapping[str, _End]], name: str, definition: Definition) -> _End | None:
    plugin, colon, inner = name.partition(":")
    if colon and plugin in ends.get(inner, ()):
        return ends[inner][plugin]
    found = ends.get(name, {})
    for scope in (definition.within, definition.within.partition(":")[0], definition.folder, ""):
        if scope in found:
            return found[scope]
    return next(iter(found.values())) if len(found) == 1 else None


def _names(definition: Definition) -> Iterator[tuple[str, str, Location]]:
    capabilities = map(capability_of, definition.tools)
    servers = (capability.server for capability in capabilities if capability.is_known)
    names = {
        "delegates-to": definition.delegates_to,
        "may-use": definition.skills,
        "connects-to": dict.fromkeys((*definition.servers, *servers)),
    }
    for relation, texts in names.items():
        at = definition.place(*_KEYS[relation])
        yield from ((relation, text, at) for text in texts if text not in ("", "*"))


def _place_in_packet(packet: Agent | None, definition: Definition) -> Location:
    for number, path in enumerate(packet.definitions if packet else ()):
        if packet and normalized(path) == definition.path:
            return packet.at("definitions", number)
    return definition.at
