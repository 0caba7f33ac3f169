"""The inventory of the agents that a repository defines: one row for each agent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.analysis.tool_names import describe_tools
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.finding import Finding
from docgraph.model.internal_error import CODE as INTERNAL_ERROR

_FAMILIES = ("SHD", "COD", INTERNAL_ERROR)
"""The rule families about definitions and their code owners, and the rule about results that are incomplete."""


class InventoryRow(Struct, frozen=True):
    """An agent, as in the table of `docgraph scan`.

    - `files` are the paths of its definitions, relative to the repository.
    - `tools` has the tools by host. Hosts with equal tools are one entry.
    - `packet` is the path of the document that describes the agent; empty if there is none.
    - `owner` is the title or id of the owner; empty if there is none.
    - `author` is who wrote a definition, according to the file.
    - `findings` are the codes of the findings about the agent, with their numbers.
    """

    agent: str
    within: str
    hosts: tuple[str, ...]
    files: tuple[str, ...]
    tools: tuple[tuple[str, str], ...]
    models: tuple[str, ...]
    packet: str
    owner: str
    author: str
    allows_everything: bool
    differs: bool
    findings: tuple[str, ...]
    defined: DefinedAgent
    holder: Person | Role | None
    """The owner as a record."""

    @property
    def name(self) -> str:
        """The name of the agent with its plugin: `review:linter`, or `linter` outside of plugins."""
        return f"{self.within}:{self.agent}" if self.within else self.agent

    @property
    def tools_text(self) -> str:
        """The tools as one text, with the names of hosts if they differ."""
        if len(self.tools) == 1:
            return self.tools[0][1]
        return "; ".join(f"{hosts}: {tools}" for hosts, tools in self.tools)


def inventory(graph: DocGraph, findings: Iterable[Finding]) -> tuple[InventoryRow, ...]:
    """The rows for all agents, sorted by name. `findings` are the findings about them."""
    agents = defined_agents(graph)
    refs = {agent.ref for agent in agents}
    # a finding is about one agent, or about all agents in its file
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in findings:
        if not finding.is_suppressed:
            codes[finding.subject if finding.subject in refs else finding.at.path][finding.code] += 1
    rows = (_row(agent, graph, codes) for agent in agents)
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.name, row.files)))


def about_definitions(findings: Iterable[Finding], graph: DocGraph) -> tuple[Finding, ...]:
    """The findings in files with definitions, of the rules about them and their code owners, and internal errors."""
    paths = {definition.at.path for definition in graph.definitions}
    return tuple(finding for finding in findings if finding.at.path in paths or finding.code.startswith(_FAMILIES))


def _row(agent: DefinedAgent, graph: DocGraph, codes: dict[str, Counter[str]]) -> InventoryRow:
    owner = owner_of(agent, graph)
    by_tools: dict[str, list[str]] = defaultdict(list)
    for definition in agent.definitions:
        by_tools[describe_tools(definition)].extend(definition.hosts)
    paths = {definition.at.path for definition in agent.definitions} | ({agent.packet.path} if agent.packet else set())
    counted = sum((codes[place] for place in (agent.ref, *sorted(paths)) if place in codes), Counter[str]())
    return InventoryRow(
        agent.name,
        agent.definitions[0].within,
        agent.hosts,
        tuple(definition.path for definition in agent.definitions),
        tuple((", ".join(sorted(set(hosts))), tools) for tools, hosts in by_tools.items()),
        tuple(dict.fromkeys(model for definition in agent.definitions for model in definition.models)),
        agent.packet.path if agent.packet else "",
        (owner.title or owner.id) if owner else "",
        next((definition.author for definition in agent.definitions if definition.author), ""),
        agent.allows_everything,
        agent.differs_between_hosts,
        tuple(f"{code} ×{count}" if count > 1 else code for code, count in sorted(counted.items())),
        agent,
        owner,
    )


def owner_of(agent: DefinedAgent, graph: DocGraph) -> Person | Role | None:
    """The owner of an agent: as its packet declares, else as a definition whose format has room for an owner."""
    if agent.packet is not None:
        return graph.owner_of(agent.packet)
    for definition in agent.definitions:
        declared = graph.get(definition.owner, "person", "role") if definition.owner else None
        if isinstance(declared, (Person, Role)):
            return declared
    return None


class InventoryTotals(Struct, frozen=True):
    """Numbers of agents and hosts, and of agents with an owner, with every tool, and with differences between hosts."""

    agents: int
    hosts: int
    owned: int
    unrestricted: int
    differing: int


def totals(rows: Sequence[InventoryRow]) -> InventoryTotals:
    """The numbers of the agents in `rows`."""
    return InventoryTotals(
        len(rows),
        len({host for row in rows for host in row.hosts}),
        sum(bool(row.owner) for row in rows),
        sum(row.allows_everything for row in rows),
        sum(row.differs for row in rows),
    )
