"""The explorer: the whole graph as a picture to search, filter and walk. What it shows is a file beside the page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files as resources

from msgspec import Struct

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
from docgraph.site.figures.column_order import ordered
from docgraph.site.figures.glyphs import GLYPHS, PAGE, drawn_as
from docgraph.site.i18n import in_language, marked, said
from docgraph.site.render.declared_values import absence
from docgraph.site.render.environment import label, template, words
from docgraph.site.render.format import PageLinks, truncate, visible

SUMMARY = marked("the whole graph as a picture to search, filter and walk.")
MAX_NODES = 5000
"""So many nodes are shown, those with the most relations; a browser draws no more of them smoothly."""
COLUMNS = (
    ("team", "role", "person"),
    ("outcome", "decision"),
    ("agent",),
    ("runbook", "raci", "context-pack", "incident", PAGE),
)
"""The kinds from left to right: who, what for, what does it, what is written about it."""
_KINDS = tuple(kind for column in COLUMNS for kind in column)
_SEVERITIES = ("info", "warning", "error")


class _Graph(Struct, frozen=True):
    """What is shown: nodes column by column from the top, and edges by the places of their ends."""

    nodes: Sequence[Record | PlainPage]
    edges: Sequence[tuple[int, int, str]]
    left_out: int


def pages(site: Site) -> tuple[View, ...]:
    """The explorer's page."""
    return (View(EXPLORER.name, EXPLORER.title, EXPLORER.path, _render, tells=SUMMARY),)


def explorer_files(site: Site, href: Href) -> dict[Address, str]:
    """What the page loads besides; `href` gives addresses from the page."""
    assets = resources("docgraph.site").joinpath("assets")
    return {
        EXPLORER_DATA: _data(site, href),
        EXPLORER_SCRIPT: in_language(assets.joinpath("explorer.js").read_text(encoding="utf-8")),
        EXPLORER_STYLE: assets.joinpath("explorer.css").read_text(encoding="utf-8"),
    }


def _data(site: Site, href: Href) -> str:
    """The script that holds the graph."""
    graph = _graph(site)
    relations = sorted({relation for _, _, relation in graph.edges}, key=_place)
    number = {relation: place for place, relation in enumerate(relations)}
    names = _names(site)
    data = {
        "kinds": _KINDS,
        "columns": [[_KINDS.index(kind) for kind in column] for column in COLUMNS],
        "letters": [GLYPHS[kind].letters for kind in _KINDS],
        "relations": [[relation, *names[relation]] for relation in relations],
        "nodes": [
            [
                _KINDS.index(drawn_as(node)),
                node.ref,
                visible(truncate(display_name(node))),
                href(node),
                _worst(site, node),
            ]
            for node in graph.nodes
        ],
        "absent": {
            place: absent for place, node in enumerate(graph.nodes) if (absent := absence(node, site.trace.as_of))
        },
        "edges": [[source, target, number[relation]] for source, target, relation in graph.edges],
    }
    # read as a script, so nothing in it may end one
    text = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    return f"globalThis.docgraphExplorer = {text};\n"


@lru_cache(maxsize=1)
def _graph(site: Site) -> _Graph:
    nodes = list(dict.fromkeys([*site.trace.records, *(edge.source for edge in site.trace.edges)]))
    left_out = max(len(nodes) - MAX_NODES, 0)
    if left_out:
        ends = Counter(end.ref for edge in site.trace.edges for end in (edge.source, edge.target))
        nodes = sorted(nodes, key=lambda node: (-ends[node.ref], node.ref))[:MAX_NODES]
    first = {node.ref: number for number, node in enumerate(nodes)}
    edges = dict.fromkeys(
        (first[edge.source.ref], first[edge.target.ref], edge.relation)
        for edge in site.trace.edges
        if not edge.begins_after(site.trace.as_of) and edge.source.ref in first and edge.target.ref in first
    )
    columns = [
        sorted((first[node.ref] for node in nodes if drawn_as(node) == kind), key=lambda one: nodes[one].ref)
        for kind in _KINDS
    ]
    order = [one for column in ordered(columns, [(source, target) for source, target, _ in edges]) for one in column]
    place = {one: number for number, one in enumerate(order)}
    return _Graph(
        [nodes[one] for one in order],
        sorted((place[source], place[target], relation) for source, target, relation in edges),
        left_out,
    )


def _worst(site: Site, node: Record | PlainPage) -> int:
    """The severity of the worst finding about a node that no waiver hides: 0 for none, 3 for an error."""
    if not isinstance(node, Record):
        return 0
    found = [finding.severity.value for finding in site.findings_about(node) if finding.severity and not finding.waived]
    return max((_SEVERITIES.index(severity) + 1 for severity in found), default=0)


def _names(site: Site) -> Mapping[str, tuple[str, str]]:
    """What readers call each relation, along the arrow and back."""
    spoken: dict[str, tuple[str, str]] = dict(words("RELATIONS"))
    for edge in site.trace.edges:
        if edge.relation not in spoken:
            spoken[edge.relation] = (label(edge.relation), label(edge.inverse))
    return spoken


def _place(relation: str) -> tuple[int, str]:
    known = list(words("RELATIONS"))
    return known.index(relation) if relation in known else len(known), relation


def _render(site: Site, href: Href) -> str:
    graph = _graph(site)
    link = PageLinks(href, site.trace.as_of)
    kinds = Counter(drawn_as(node) for node in graph.nodes)
    relations = Counter(relation for _, _, relation in graph.edges)
    names = _names(site)
    return template("explorer")(
        title=EXPLORER.title,
        as_of=site.trace.as_of,
        index=link(TRACEABILITY),
        kinds=[(kind, GLYPHS[kind], _plural(kind), kinds[kind]) for kind in _KINDS if kinds[kind]],
        relations=[(one, names[one][0], relations[one]) for one in sorted(relations, key=_place)],
        severities=words("SEVERITIES"),
        number=len(graph.nodes),
        left_out=graph.left_out,
        style=href(EXPLORER_STYLE),
        scripts=[href(EXPLORER_DATA), href(EXPLORER_SCRIPT)],
    )


def _plural(kind: str) -> str:
    return said("pages") if kind == PAGE else str(words("KINDS")[kind][1])
