"""The explorer: the complete graph as an interactive picture.

Its data is a script next to the page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files as resources

from msgspec import Struct

from docgraph.graph.definition_graph import DEFINITION_KINDS, DefinitionNode
from docgraph.kinds import BY_NAME
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import (
    EXPLORER,
    EXPLORER_DATA,
    EXPLORER_SCRIPT,
    EXPLORER_STYLE,
    TRACEABILITY,
    Address,
    Href,
    Site,
    View,
    display_name,
)
from docgraph.site.figures.column_order import order_columns
from docgraph.site.figures.glyphs import GLYPHS, PAGE, kind_plural, picture_kind
from docgraph.site.i18n import gettext_noop, localized_script
from docgraph.site.render.declared_values import absence
from docgraph.site.render.environment import label, word_table
from docgraph.site.render.format import PageLinks, escape_hidden, truncate
from docgraph.site.render.view import render_view

_SUMMARY = gettext_noop("the complete graph as an interactive picture.")
MAX_NODES = 5000
"""Maximum number of nodes; those with the most relations are kept.

Browsers draw more of them slowly."""
_PLACED = (
    ("team", "role", "person"),
    ("outcome", "decision"),
    ("agent", *DEFINITION_KINDS),
    ("runbook", "raci", "context-pack", "incident"),
)
_OTHERS = tuple(kind for kind in BY_NAME if kind not in {placed for column in _PLACED for placed in column})
COLUMNS = (*_PLACED[:-1], (*_PLACED[-1], *_OTHERS, PAGE))
"""Kinds by column, from left to right: people, goals, agents, and all other kinds with the pages."""
_KINDS = tuple(kind for column in COLUMNS for kind in column)
_SEVERITIES = ("info", "warning", "error")


_Node = Record | PlainPage | DefinitionNode


class _ExplorerGraph(Struct, frozen=True):
    """The nodes of the picture, ordered by column, and edges as `(source index, target index, relation)`.

    `hidden` is the number of omitted nodes.
    """

    nodes: Sequence[_Node]
    edges: Sequence[tuple[int, int, str]]
    hidden: int


def pages(_site: Site) -> tuple[View, ...]:
    """The page of the explorer."""
    return (View(EXPLORER.name, EXPLORER.title, EXPLORER.path, _render, summary=_SUMMARY),)


def explorer_files(site: Site, href: Href) -> dict[Address, str]:
    """Address → content of the files that the explorer loads.

    `href` returns URLs relative to the page of the explorer.
    """
    assets = resources("docgraph.site").joinpath("assets")
    return {
        EXPLORER_DATA: _data(site, href),
        EXPLORER_SCRIPT: localized_script(assets.joinpath("explorer.js").read_text(encoding="utf-8")),
        EXPLORER_STYLE: assets.joinpath("explorer.css").read_text(encoding="utf-8"),
    }


def _data(site: Site, href: Href) -> str:
    """The script that contains the data of the graph."""
    graph = _explorer_graph(site)
    relations = sorted({relation for _, _, relation in graph.edges}, key=_relation_sort_key)
    number = {relation: place for place, relation in enumerate(relations)}
    names = _relation_names(site)
    data = {
        "kinds": _KINDS,
        "columns": [[_KINDS.index(kind) for kind in column] for column in COLUMNS],
        "letters": [GLYPHS[kind].letters for kind in _KINDS],
        "relations": [[relation, *names[relation]] for relation in relations],
        "nodes": [
            [
                _KINDS.index(picture_kind(node)),
                node.ref,
                escape_hidden(truncate(display_name(node))),
                href(node),
                _worst_severity(site, node),
            ]
            for node in graph.nodes
        ],
        "absent": {
            index: absent for index, node in enumerate(graph.nodes) if (absent := absence(node, site.graph.as_of))
        },
        "edges": [[source, target, number[relation]] for source, target, relation in graph.edges],
    }
    # parsed as a script, so the data must not contain `</script>`
    text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    return f"globalThis.docgraphExplorer = {text};\n"


@lru_cache(maxsize=1)
def _explorer_graph(site: Site) -> _ExplorerGraph:
    defined = site.graph.definition_graph
    sources = (edge.source for edge in site.graph.edges)
    nodes: list[_Node] = list(dict.fromkeys([*site.graph.records, *sources, *defined.nodes]))
    current = [edge for edge in site.graph.edges if not edge.begins_after(site.graph.as_of)]
    ends_of_edges = [
        (edge.source.ref, edge.target.ref, edge.relation) for edges in (current, defined.edges) for edge in edges
    ]
    hidden = max(len(nodes) - MAX_NODES, 0)
    if hidden:
        ends = Counter([end for source, target, _ in ends_of_edges for end in (source, target)])
        nodes = sorted(nodes, key=lambda node: (-ends[node.ref], node.ref))[:MAX_NODES]
    index_by_ref = {node.ref: number for number, node in enumerate(nodes)}
    edges = {
        (index_by_ref[source], index_by_ref[target], relation): None
        for source, target, relation in ends_of_edges
        if source in index_by_ref and target in index_by_ref
    }
    columns = [
        sorted(
            (index_by_ref[node.ref] for node in nodes if picture_kind(node) == kind),
            key=lambda number: nodes[number].ref,
        )
        for kind in _KINDS
    ]
    ordered = order_columns(columns, [(source, target) for source, target, _ in edges])
    order = [number for column in ordered for number in column]
    place = {number: position for position, number in enumerate(order)}
    return _ExplorerGraph(
        [nodes[number] for number in order],
        sorted((place[source], place[target], relation) for source, target, relation in edges),
        hidden,
    )


def _worst_severity(site: Site, node: _Node) -> int:
    """Worst severity of the open findings about a node: 0 none, 1 info, 2 warning, 3 error."""
    if isinstance(node, PlainPage):
        return 0
    reported = (finding for finding in site.findings_about(node) if not finding.is_suppressed)
    severities = [finding.severity.value for finding in reported if finding.severity]
    return max((_SEVERITIES.index(severity) + 1 for severity in severities), default=0)


def _relation_names(site: Site) -> Mapping[str, tuple[str, str]]:
    """Relation → its labels in the direction of the edge ("Owned by") and in reverse ("Owns")."""
    names: dict[str, tuple[str, str]] = dict(word_table("RELATIONS"))
    for edge in site.graph.edges:
        if edge.relation not in names:
            names[edge.relation] = (label(edge.relation), label(edge.inverse))
    return names


def _relation_sort_key(relation: str) -> tuple[int, str]:
    known = list(word_table("RELATIONS"))
    return known.index(relation) if relation in known else len(known), relation


def _render(site: Site, href: Href) -> str:
    graph = _explorer_graph(site)
    link = PageLinks(href, site.graph.as_of)
    kinds = Counter(picture_kind(node) for node in graph.nodes)
    relations = Counter(relation for _, _, relation in graph.edges)
    names = _relation_names(site)
    return render_view(
        "explorer",
        EXPLORER,
        site,
        link,
        index=link(TRACEABILITY),
        kinds=[(kind, GLYPHS[kind], kind_plural(kind), kinds[kind]) for kind in _KINDS if kinds[kind]],
        relations=[
            (relation, names[relation][0], relations[relation])
            for relation in sorted(relations, key=_relation_sort_key)
        ],
        severities=word_table("SEVERITIES"),
        number=len(graph.nodes),
        defined=any(isinstance(node, DefinitionNode) for node in graph.nodes),
        hidden=graph.hidden,
        style=href(EXPLORER_STYLE),
        scripts=[href(EXPLORER_DATA), href(EXPLORER_SCRIPT)],
    )
