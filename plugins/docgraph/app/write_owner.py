"""The content of a definition with the owner that the packet of its agent names."""

from __future__ import annotations

from msgspec import Struct

from docgraph.analysis.defined_agents import defined_agents
from docgraph.app.run_check import Project
from docgraph.definitions.owner_edit import with_owner
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, Node
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile


class OwnedDefinition(Struct, frozen=True):
    """The file of a definition with an owner. The path of the file is relative to the project."""

    source: SourceFile
    owner: str


def definition_with_owner(project: Project, graph: DocGraph, path: str) -> OwnedDefinition:
    """The definition at a path, relative to the repository, with the owner of its packet.

    Raises `SettingsError` if the file is no definition or has no packet, if the packet has no active owner, or if the
    file cannot be edited.
    """
    definition = next((definition for definition in graph.definitions if definition.path == path), None)
    if definition is None:
        why = "no program loads an agent from this file"
        raise SettingsError(f"{path}: {why}; run `docgraph scan` for a list of agents")
    packet = _packet_of(graph, definition)
    if packet is None:
        raise SettingsError(f"{path}: has no packet; run `docgraph hire --from {path}`")
    owner = graph.owner_of(packet)
    if owner is None:
        at = packet.at("owner")
        raise SettingsError(f"agent `{packet.id}` has no owner in {at}; write `owner: <person or role id>`")
    if graph.active_person(owner) is None:
        why = f"is not one active person on {graph.as_of}"
        raise SettingsError(f"owner `{owner.id}` {why}; name another owner in {packet.path}")
    if definition.at.path not in project.definition_contents:
        raise SettingsError(f"{path}: cannot be read: {definition.problem}")
    content = with_owner(definition, project.definition_contents[definition.at.path], owner.id)
    return OwnedDefinition(SourceFile(definition.at.path, content), owner.id)


def _packet_of(graph: DocGraph, definition: Definition) -> Agent | None:
    """The packet that documents the agent of a definition. The one of an MCP server names its file."""
    if definition.node is Node.AGENT:
        agents = (agent for agent in defined_agents(graph) if definition in agent.definitions)
        return next((agent.packet for agent in agents), None)
    named = (agent for agent in graph.all(Agent) if definition.path in agent.definitions)
    return next(named, None)
