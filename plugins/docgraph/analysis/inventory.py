"""The table of all agents that a repository defines."""

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
"""Rule families about definitions and code owners, and the rule about internal errors."""


class InventoryRow(Struct, frozen=True):
    """A row of the table that `docgraph scan` prints: one agent.

    - `within` is the plugin or folder of the agent; empty if it has none.
    - `files` are the paths of its definitions, relative to the repository.
    - `tools` has pairs of agent hosts and the tools that they allow. Hosts with equal tools share a pair.
    - `packet` is the path of the agent packet; empty if there is none.
    - `owner` is the title or id of the owner; empty if there is none.
    - `author` is the author that a definition names.
    - `findings` are the codes of the findings about the agent, such as `SHD004 ×2`.
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
    """The record of the owner."""

    @property
    def name(self) -> str:
        """The name of the agent: `linter`, or `review:linter` in the plugin `review`."""
        return f"{self.within}:{self.agent}" if self.within else self.agent

    @property
    def tools_text(self) -> str:
        """The tools as one text. The agent hosts are named if they allow different tools."""
        if len(self.tools) == 1:
            return self.tools[0][1]
        return "; ".join(f"{hosts}: {tools}" for hosts, tools in self.tools)


def inventory(graph: DocGraph, findings: Iterable[Finding]) -> tuple[InventoryRow, ...]:
    """The rows of the table, sorted by name. `findings` are the findings to count."""
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
    """The findings about definitions, agents and code owners, and internal errors.

    Includes all findings in a file that has definitions.
    """
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
    """The owner of an agent, from its packet; without a packet, from a definition.

    Only some formats of definitions can name an owner.
    """
    if agent.packet is not None:
        return graph.owner_of(agent.packet)
    for definition in agent.definitions:
        declared = graph.get(definition.owner, "person", "role") if definition.owner else None
        if isinstance(declared, (Person, Role)):
            return declared
    return None


class InventoryTotals(Struct, frozen=True):
    """Counts for the summary of the table.

    `owned`, `unrestricted` and `differing` count the agents that have an owner, that may use every tool, and whose
    agent hosts allow different tools.
    """

    agents: int
    hosts: int
    owned: int
    unrestricted: int
    differing: int


def totals(rows: Sequence[InventoryRow]) -> InventoryTotals:
    """The counts for `rows`."""
    return InventoryTotals(
        len(rows),
        len({host for row in rows for host in row.hosts}),
        sum(bool(row.owner) for row in rows),
        sum(row.allows_everything for row in rows),
        sum(row.differs for row in rows),
    )
