"""The inventory of the agents that a repository defines: one row for each agent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from docgraph.analysis.defined_agents import DefinedAgent, defined_agents
from docgraph.analysis.tool_names import describe_tools
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.person import Person
from docgraph.kinds.role import Role
from docgraph.model.definition import Node
from docgraph.model.finding import Finding
from docgraph.report.context import count_of

_FAMILIES = ("SHD", "COD")


class ScanContext(Struct, frozen=True):
    """The input of a scan report: a doc graph with definitions, and the findings about them."""

    graph: DocGraph
    findings: tuple[Finding, ...] = ()


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


def inventory(context: ScanContext) -> tuple[InventoryRow, ...]:
    """The rows for all agents, sorted by name."""
    agents = defined_agents(context.graph)
    refs = {agent.ref for agent in agents}
    # a finding is about one agent, or about all agents in its file
    codes: dict[str, Counter[str]] = defaultdict(Counter)
    for finding in context.findings:
        if not finding.is_suppressed:
            codes[finding.subject if finding.subject in refs else finding.at.path][finding.code] += 1
    rows = (_row(agent, context.graph, codes) for agent in agents)
    return tuple(sorted(rows, key=lambda row: (row.name.casefold(), row.name, row.files)))


def about_definitions(findings: Iterable[Finding], graph: DocGraph) -> tuple[Finding, ...]:
    """The findings in files with definitions, and those of the rules about definitions and their code owners."""
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
        owner,
        next((definition.author for definition in agent.definitions if definition.author), ""),
        agent.allows_everything,
        agent.differs_between_hosts,
        tuple(f"{code} ×{count}" if count > 1 else code for code, count in sorted(counted.items())),
    )


def owner_of(agent: DefinedAgent, graph: DocGraph) -> str:
    """The title or id of the owner of an agent; empty if there is none.

    The owner is declared in its packet, or in a definition whose format has room for an owner.
    """
    if agent.packet is not None:
        record = graph.owner_of(agent.packet)
        return (record.title or record.id) if record else ""
    for definition in agent.definitions:
        declared = graph.get(definition.owner, "person", "role") if definition.owner else None
        if isinstance(declared, (Person, Role)):
            return declared.title or declared.id
    return ""


def headline(rows: Sequence[InventoryRow]) -> str:
    """The answer of a scan, such as `31 agents in 4 hosts: 0 have an owner, 24 may use every tool.`"""
    if not rows:
        return "No agents are defined here."
    hosts = {host for row in rows for host in row.hosts}
    owned = sum(bool(row.owner) for row in rows)
    free = sum(row.allows_everything for row in rows)
    differing = sum(row.differs for row in rows)
    facts = [f"{owned} {_have(owned)} an owner", f"{free} may use every tool"]
    facts += [f"{differing} {'differs' if differing == 1 else 'differ'} between hosts"] if differing else []
    return f"{count_of(len(rows), 'agent')} in {count_of(len(hosts), 'host')}: {', '.join(facts)}."


def other_definitions(graph: DocGraph) -> str:
    """The numbers of skills and MCP servers, such as `12 skills, 3 MCP servers.`; empty if there are none."""
    names = {
        node: {(definition.within, definition.name) for definition in graph.definitions if definition.node is node}
        for node in (Node.SKILL, Node.MCP_SERVER)
    }
    nouns = {Node.SKILL: "skill", Node.MCP_SERVER: "MCP server"}
    counts = [count_of(len(found), nouns[node]) for node, found in names.items() if found]
    return f"{', '.join(counts)}." if counts else ""


def cells(row: InventoryRow) -> Iterator[tuple[str, str]]:
    """The columns of the table with the texts of a row."""
    yield "agent", row.name
    yield "hosts", ", ".join(row.hosts)
    yield "files", ", ".join(row.files)
    yield "tools", row.tools_text
    yield "model", ", ".join(row.models)
    yield "packet", row.packet
    yield "owner", row.owner
    yield "findings", ", ".join(row.findings)


def _have(count: int) -> str:
    return "has" if count == 1 else "have"
