"""The input of the formats of `docgraph scan`, and the texts that the formats share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from docgraph.analysis.inventory import InventoryRow, inventory, totals
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.definition import Node, UnloadedFile
from docgraph.model.finding import Finding
from docgraph.report.context import count_of


class ScanContext(Struct, frozen=True):
    """The input of a scan report: a doc graph with definitions, and the findings about them.

    `unloaded` are files that look like agents, although no program loads them; `notes` are lines about these files.
    `reads_documents` is False if there are no settings; agent packets are then unknown.
    """

    graph: DocGraph
    findings: tuple[Finding, ...] = ()
    unloaded: tuple[UnloadedFile, ...] = ()
    notes: tuple[str, ...] = ()
    reads_documents: bool = True

    @property
    def rows(self) -> tuple[InventoryRow, ...]:
        """A row for each agent."""
        return inventory(self.graph, self.findings)


def headline(rows: Sequence[InventoryRow]) -> str:
    """The totals of a scan, such as `31 agents in 4 hosts: 0 have an owner, 24 may use every tool.`"""
    if not rows:
        return "No agents are defined here."
    number = totals(rows)
    facts = [f"{number.owned} {_have(number.owned)} an owner", f"{number.unrestricted} may use every tool"]
    facts += [f"{number.differing} {_differ(number.differing)} between hosts"] if number.differing else []
    return f"{count_of(number.agents, 'agent')} in {count_of(number.hosts, 'host')}: {', '.join(facts)}."


def other_definitions(graph: DocGraph) -> str:
    """The numbers of skills and MCP servers, such as `12 skills, 3 MCP servers.`

    Empty if there are none.
    """
    names = {
        node: {(definition.within, definition.name) for definition in graph.definitions if definition.node is node}
        for node in (Node.SKILL, Node.MCP_SERVER)
    }
    nouns = {Node.SKILL: "skill", Node.MCP_SERVER: "MCP server"}
    counts = [count_of(len(found), nouns[node]) for node, found in names.items() if found]
    return f"{', '.join(counts)}." if counts else ""


def cells(row: InventoryRow) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each column for an agent, such as `("owner", "jane.doe")`."""
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


def _differ(count: int) -> str:
    return "differs" if count == 1 else "differ"
