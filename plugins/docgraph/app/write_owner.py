"""Writes the owner of an agent packet into the definition of the agent."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from docgraph.analysis.defined_agents import defined_agents
from docgraph.definitions.owner_edit import with_owner
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, Node
from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile


class OwnedDefinition(Struct, frozen=True):
    """A file with a definition, before and after the owner was added.

    Its path is relative to the project.
    """

    before: SourceFile
    after: SourceFile
    owner: str


def definition_with_owner(graph: DocGraph, path: str, read: Callable[[str], bytes]) -> OwnedDefinition:
    """Add the owner of the agent packet to a definition. `path` is relative to the repository.

    `read` returns the content of a file; its path is relative to the project. Raises `SettingsError`:

    - if the file is no definition or cannot be edited,
    - if the agent has no packet,
    - if the packet has no active owner.
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
    if not definition.state.is_readable:
        raise SettingsError(f"{path}: cannot be read: {definition.problem}; correct the file first")
    place = definition.at.path
    content = read(place)
    edited = with_owner(definition, content, owner.id)
    return OwnedDefinition(SourceFile(place, content), SourceFile(place, edited), owner.id)


def _packet_of(graph: DocGraph, definition: Definition) -> Agent | None:
    if definition.node is Node.AGENT:
        agents = (agent for agent in defined_agents(graph) if definition in agent.definitions)
        return next((agent.packet for agent in agents), None)
    named = (agent for agent in graph.all(Agent) if definition.path in agent.definitions)
    return next(named, None)
