"""The agents that files of the repository define, with packet and owner, and the skills and MCP servers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache, partial

from markupsafe import Markup

from docgraph.analysis.inventory import InventoryRow, about_definitions, inventory, totals
from docgraph.graph.definition_graph import DEFINITION, DefinitionNode
from docgraph.model.definition import Node
from docgraph.site.context import REPOSITORY_AGENTS, Href, Site, View
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext, gettext_noop
from docgraph.site.render.declared_tools import tools_text
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.render.view import render_view
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page

_SUMMARY = gettext_noop("every agent that a file defines, with its tools, packet and owner.")
_HEADINGS = (Heading(2, "definitions", "Agents"), Heading(2, "capabilities", "Skills and MCP servers"))
_KINDS = {Node.SKILL.value: gettext_noop("skill"), Node.MCP_SERVER.value: gettext_noop("MCP server")}


def pages(site: Site) -> tuple[View, ...]:
    """The page of defined agents and the continuation pages of its tables; empty if no file defines an agent."""
    rows = inventory_of(site)
    if not rows:
        return ()
    numbered = TablePages("Agents in this repository", "definitions", len(rows), REPOSITORY_AGENTS)
    nodes = {node.path: node for node in site.graph.definition_graph.nodes if node.kind == DEFINITION}
    table = PagedTable(numbered, partial(_table, rows, nodes, numbered))
    others = tuple(node for node in site.graph.definition_graph.nodes if node.kind in _KINDS)
    headings = _HEADINGS if others else _HEADINGS[:1]
    numbered = TablePages("Skills and MCP servers", "capabilities", len(others), REPOSITORY_AGENTS)
    other_table = PagedTable(numbered, partial(_other_table, others, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.graph.as_of)
        return render_view(
            "repository_agents",
            REPOSITORY_AGENTS,
            site,
            link,
            totals=totals(rows),
            headings=headings,
            table=table(site, 1, link),
            other_table=other_table(site, 1, link) if others else Markup(),
        )

    view = View(
        REPOSITORY_AGENTS.name,
        REPOSITORY_AGENTS.title,
        REPOSITORY_AGENTS.path,
        render,
        headings,
        _SUMMARY,
        is_indexed=True,
    )
    return (
        view,
        *numbered_pages(table, REPOSITORY_AGENTS, is_indexed=True),
        *numbered_pages(other_table, REPOSITORY_AGENTS, is_indexed=True),
    )


@lru_cache(maxsize=1)
def inventory_of(site: Site) -> tuple[InventoryRow, ...]:
    """The rows of the table of defined agents."""
    return inventory(site.graph, about_definitions(site.findings, site.graph))


def index_line(site: Site, link: PageLinks) -> Markup:
    """The sentence of the index about the agents in the repository; empty if no file defines an agent."""
    rows = inventory_of(site)
    return template("repository_agents", "sentence")(totals(rows), link(REPOSITORY_AGENTS)) if rows else Markup()


def _table(
    rows: Sequence[InventoryRow],
    nodes: Mapping[str, DefinitionNode],
    numbered: TablePages,
    _: Site,
    page: int,
    link: PageLinks,
) -> Markup:
    shown = [_cells(row, nodes, link) for row in rows_on_page(rows, page)]
    return template("repository_agents", "agents")(rows=shown, navigation=numbered.navigation(page, link))


def _other_table(
    nodes: Sequence[DefinitionNode], numbered: TablePages, site: Site, page: int, link: PageLinks
) -> Markup:
    shown = [_other_cells(node, site, link) for node in rows_on_page(nodes, page)]
    return template("repository_agents", "others")(rows=shown, navigation=numbered.navigation(page, link))


def _other_cells(node: DefinitionNode, site: Site, link: PageLinks) -> dict[str, object]:
    users = {edge.source.ref: edge.source for edge in site.graph.definition_graph.edges_to(node.ref)}
    return {
        "name": isolated(node.id),
        "kind": gettext(_KINDS[node.kind]),
        "hosts": [isolated(host) for host in sorted({host for found in node.definitions for host in found.hosts})],
        "files": [link(node, path) for path in dict.fromkeys(found.path for found in node.definitions)],
        "users": [link(users[ref]) for ref in sorted(users)],
    }


def _cells(row: InventoryRow, nodes: Mapping[str, DefinitionNode], link: PageLinks) -> dict[str, object]:
    definitions = row.defined.definitions
    packet = row.defined.packet
    by_tools: dict[tuple[Markup, bool], list[str]] = {}
    for definition in definitions:
        key = tools_text(definition), definition.allows_everything
        by_tools.setdefault(key, []).extend(definition.hosts)
    return {
        "name": isolated(row.name),
        "packet": link(packet) if packet else Markup(),
        "hosts": [isolated(host) for host in row.hosts],
        "files": [link(nodes[path], path) for path in dict.fromkeys(row.files)],
        "tools": [(", ".join(sorted(set(hosts))), *tools) for tools, hosts in by_tools.items()],
        "differs": row.differs,
        "models": [isolated(model) for model in row.models],
        "owner": link(row.holder) if row.holder else Markup(),
        "findings": row.findings,
    }
