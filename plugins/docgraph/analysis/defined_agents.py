"""Groups the definitions in a repository by agent, and finds the packet of each agent."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations

from msgspec import Struct

from docgraph.analysis.tool_names import allowed_capabilities
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.definition import Definition, Node


class DefinedAgent(Struct, frozen=True, dict=True):
    """An agent and its definitions, for example one for each agent host.

    Definitions belong to the same agent if the same packet names them, or if they have the same name in the same plugin
    or folder. `packet` is None if the agent is undocumented.
    """

    name: str
    definitions: tuple[Definition, ...]
    packet: Agent | None = None

    @property
    def ref(self) -> str:
        """The `kind:id` of the packet; without a packet, of the first definition."""
        return self.packet.ref if self.packet is not None else self.definitions[0].ref

    @cached_property
    def hosts(self) -> tuple[str, ...]:
        """The names of the agent hosts that load the definitions, sorted."""
        return tuple(sorted({host for definition in self.definitions for host in definition.hosts}))

    @property
    def readable_definition(self) -> Definition | None:
        """The first definition from which an agent packet can be drafted; None if there is none.

        The definition must be readable, and the paths of all definitions must be printable.
        """
        if not all(definition.path.isprintable() for definition in self.definitions):
            return None
        return next((definition for definition in self.definitions if definition.state.is_readable), None)

    @property
    def allows_everything(self) -> bool:
        """Whether at least one definition allows every tool of its agent host."""
        return any(definition.allows_everything for definition in self.definitions)

    @property
    def differs_between_hosts(self) -> bool:
        """Whether two agent hosts allow different tools. Definitions with unknown tools do not count."""
        return disagreement(self.definitions) is not None


def disagreement(definitions: Sequence[Definition]) -> tuple[Definition, Definition] | None:
    """The first two definitions that allow different tools on different agent hosts.

    None if there are no such definitions. Definitions with unknown tools do not count.
    """
    # most agents have one definition, whose tools need no comparison
    if len(definitions) < 2:
        return None
    known = [
        (definition, allowed)
        for definition in definitions
        if definition.state.is_readable and (allowed := allowed_capabilities(definition)) is not None
    ]
    for (first, tools), (second, others) in combinations(known, 2):
        if first.host != second.host and tools != others:
            return first, second
    return None


def defined_agents(graph: DocGraph) -> tuple[DefinedAgent, ...]:
    """The agents that have a definition, sorted by name and path. Computed once for each graph."""
    if "defined_agents" not in graph.analyses:
        graph.analyses["defined_agents"] = tuple(_defined_agents(graph))
    found: tuple[DefinedAgent, ...] = graph.analyses["defined_agents"]
    return found


def _defined_agents(graph: DocGraph) -> list[DefinedAgent]:
    definitions = [definition for definition in graph.definitions if definition.node is Node.AGENT]
    if not definitions:
        return []
    packets = _Packets(graph)
    by_name: dict[tuple[str, str], list[Definition]] = defaultdict(list)
    scopes: dict[str, set[str]] = defaultdict(set)
    for definition in definitions:
        by_name[definition.name, definition.within].append(definition)
        scopes[definition.name].add(definition.within)
    groups: dict[tuple[str, str], list[Definition]] = defaultdict(list)
    documented: dict[tuple[str, str], Agent] = {}
    for key, namesakes in by_name.items():
        # the same name in two plugins is two agents, and an id does not show which one is documented
        by_id = packets.by_id.get(key[0]) if len(scopes[key[0]]) == 1 else None
        for definition, packet in _bound(namesakes, packets, by_id):
            group = (packet.ref, "") if packet else key
            groups[group].append(definition)
            if packet:
                documented[group] = packet
    agents = [_agent(members, documented.get(group)) for group, members in groups.items()]
    return sorted(agents, key=lambda agent: (agent.name.casefold(), agent.name, agent.definitions[0].at))


def _bound(
    namesakes: Iterable[Definition], packets: _Packets, by_id: Agent | None
) -> Iterator[tuple[Definition, Agent | None]]:
    named = [(definition, packets.naming(definition)) for definition in namesakes]
    refs = {packet.ref: packet for _, packet in named if packet}
    rest = by_id or (next(iter(refs.values())) if len(refs) == 1 else None)
    yield from ((definition, packet or rest) for definition, packet in named)


def _agent(members: list[Definition], packet: Agent | None) -> DefinedAgent:
    ordered = tuple(sorted(members, key=lambda definition: definition.at))
    return DefinedAgent(packet.id if packet else ordered[0].name, ordered, packet)


class _Packets:
    def __init__(self, graph: DocGraph) -> None:
        self._names: dict[str, set[str]] = defaultdict(set)
        for definition in graph.definitions:
            self._names[definition.path] |= definition.ids
        agents = sorted(graph.all(Agent), key=lambda agent: not agent.is_live)
        self.by_id = {agent.id: agent for agent in reversed(agents)}
        self._by_path: dict[str, list[Agent]] = defaultdict(list)
        documents: dict[str, list[Agent]] = defaultdict(list)
        for agent in agents:
            documents[agent.path].append(agent)
            for path in agent.definitions:
                self._by_path[normalized(path)].append(agent)
        self._documents = {path: found[0] for path, found in documents.items() if len(found) == 1}

    def naming(self, definition: Definition) -> Agent | None:
        packets = self._by_path.get(definition.path, ())
        others = self._names[definition.path]
        about = [packet for packet in packets if packet.id in definition.ids or packet.id not in others]
        namesake = next((packet for packet in about if packet.id in definition.ids), None)
        return namesake or (about[0] if about else self._documents.get(definition.at.path))


def normalized(path: str) -> str:
    """A path in `definitions` of a packet, without `.`, `..` and double slashes."""
    return posixpath.normpath(path)
