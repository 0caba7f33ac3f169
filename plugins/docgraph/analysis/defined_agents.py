"""The agents that the definitions of a repository define, and the packets that document them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from docgraph.analysis.tool_names import allowed_capabilities
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, Node


class DefinedAgent(Struct, frozen=True, dict=True):
    """An agent that one or several definitions define, one for each host.

    Definitions belong together if one packet names them, or if they have the same name in the same plugin. `packet` is
    None if no document of kind `agent` documents the agent.
    """

    name: str
    definitions: tuple[Definition, ...]
    packet: Agent | None = None

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """The names of the hosts, sorted."""
        return tuple(sorted({host for definition in self.definitions for host in definition.hosts}))

    @property
    def allows_everything(self) -> bool:
        """Whether any of the definitions allows every tool of its host."""
        return any(definition.allows_everything for definition in self.definitions)

    @property
    def differs_between_hosts(self) -> bool:
        """Whether two definitions allow different tools. Definitions with unknown tools are left out."""
        known = {allowed_capabilities(definition) for definition in self.definitions if definition.state.is_readable}
        return len(known - {None}) > 1


def defined_agents(graph: DocGraph) -> tuple[DefinedAgent, ...]:
    """The agents that definitions define, sorted by name, then by path."""
    definitions = [definition for definition in graph.definitions if definition.node is Node.AGENT]
    packets = _packets_by_path(graph.all(Agent))
    own = {agent.path: agent for agent in graph.all(Agent) if agent.place.adopted}
    by_id = {agent.id: agent for agent in graph.all(Agent)}
    scopes = _scopes_by_name(definitions)
    groups: dict[tuple[str, str], list[Definition]] = defaultdict(list)
    found: dict[tuple[str, str], Agent] = {}
    for definition in definitions:
        named = packets.get(definition.path) or own.get(definition.at.path)
        # the same name in two plugins is two agents, so that an id does not tell which one is documented
        packet = named or (by_id.get(definition.name) if len(scopes[definition.name]) == 1 else None)
        key = (packet.ref, "") if packet else (definition.name, definition.within)
        groups[key].append(definition)
        if packet:
            found[key] = packet
    agents = (
        DefinedAgent(_name(found.get(key), members), tuple(members), found.get(key)) for key, members in groups.items()
    )
    return tuple(sorted(agents, key=lambda agent: (agent.name.casefold(), agent.name, agent.definitions[0].at)))


def _name(packet: Agent | None, members: Sequence[Definition]) -> str:
    return packet.id if packet else members[0].name


def _packets_by_path(agents: Iterable[Agent]) -> dict[str, Agent]:
    """Path of a definition, relative to the repository → the first packet that names it."""
    paths: dict[str, Agent] = {}
    for agent in agents:
        for path in agent.definitions:
            paths.setdefault(path.removeprefix("./"), agent)
    return paths


def _scopes_by_name(definitions: Iterable[Definition]) -> dict[str, set[str]]:
    """Name → the plugins in which an agent has this name; empty text for the repository itself."""
    scopes: dict[str, set[str]] = defaultdict(set)
    for definition in definitions:
        scopes[definition.name].add(definition.within)
    return scopes
