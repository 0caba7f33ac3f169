"""The neighbours of a record: its edges by relation, and a list that names each neighbour once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from markupsafe import Markup
from msgspec import Struct

from docgraph.graph.definition_graph import DefinitionEdge, DefinitionNode
from docgraph.graph.reference import Edge
from docgraph.kinds import Agent, Decision, Incident, Outcome, Role
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import Site, node_sort_key
from docgraph.site.i18n import Catalogue, current_catalogue, gettext
from docgraph.site.record.fact_values import FIRST_LINKS, MOST_LINKS
from docgraph.site.render.declared_values import day, level, status
from docgraph.site.render.environment import label, word_table
from docgraph.site.render.format import PageLinks, isolated

_AnyEdge = Edge | DefinitionEdge
_Node = Record | PlainPage | DefinitionNode
EdgeGroup = tuple[list[list[_AnyEdge]], bool]
"""Edges by one relation, grouped by neighbour, and whether they are outgoing."""
_Link = tuple[Markup, Markup]


class Neighbours(Struct, frozen=True):
    """The neighbours by the same relations, each as `(link, details)`.

    `first` are always visible and `rest` on demand. `hidden` is the number of omitted neighbours.
    """

    name: str
    first: tuple[_Link, ...]
    rest: tuple[_Link, ...]
    hidden: int


def _edge_groups(site: Site, record: Record) -> list[EdgeGroup]:
    """Edges of `record`, grouped by relation and direction, in the order of `RELATIONS`."""
    groups: dict[tuple[int, str], dict[str, list[_AnyEdge]]] = defaultdict(lambda: defaultdict(list))
    order = _order()
    as_of = site.graph.as_of
    defined = site.graph.definition_graph
    outgoing: list[_AnyEdge] = [edge for edge in site.graph.edges_from(record) if not edge.begins_after(as_of)]
    for edge in [*outgoing, *defined.edges_from(record.ref)]:
        groups[order.get(edge.relation, 198), edge.relation][edge.target.ref].append(edge)
    incoming: list[_AnyEdge] = [edge for edge in site.graph.edges_to(record) if not edge.begins_after(as_of)]
    for edge in [*incoming, *defined.edges_to(record.ref)]:
        groups[order.get(edge.relation, 198) + 1, edge.inverse][edge.source.ref].append(edge)
    return [_sorted_group(groups[key].values(), key[0] % 2 == 0) for key in sorted(groups)]


def _sorted_group(edges: Iterable[list[_AnyEdge]], outgoing: bool) -> EdgeGroup:
    return sorted(edges, key=lambda parallel: node_sort_key(_far_end(parallel[0], outgoing))), outgoing


@cache
def _order() -> dict[str, int]:
    return {relation: 2 * number for number, relation in enumerate(word_table("RELATIONS"))}


def _relation_labels(relation: str, inverse: str) -> tuple[str, str]:
    """Labels of a relation in both directions.

    They are from the word table `RELATIONS`; for other relations they are derived from its keys.
    """
    return _cached_relation_labels(relation, inverse, current_catalogue.get())


@cache
def _cached_relation_labels(relation: str, inverse: str, _catalogue: Catalogue) -> tuple[str, str]:
    there, back = word_table("RELATIONS").get(relation) or (label(relation), label(inverse))
    return there, back


class RelatedGroup(Struct, frozen=True):
    """The neighbours with the same relations. `name` lists the relations.

    `ways` are the relations, each with its name and whether it is outgoing. For each neighbour, `edges` has the edges
    of each relation.
    """

    name: str
    ways: list[tuple[str, bool]]
    edges: list[list[list[_AnyEdge]]]

    def nodes(self, max_nodes: int) -> list[_Node]:
        """The first neighbours."""
        outgoing = self.ways[0][1]
        first = [relations[0][0] for relations in self.edges[:max_nodes]]
        return [edge.target if outgoing else edge.source for edge in first]


def related(site: Site, record: Record) -> list[RelatedGroup]:
    """All neighbours of `record`, grouped by all their relations with it. Each neighbour is in one group."""
    groups = _edge_groups(site, record)
    numbers_of: dict[str, tuple[int, ...]] = {}
    edges_of: dict[str, list[list[_AnyEdge]]] = defaultdict(list)
    for number, (edges, outgoing) in enumerate(groups):
        for parallel in edges:
            ref = (parallel[0].target if outgoing else parallel[0].source).ref
            numbers_of[ref] = (*numbers_of.get(ref, ()), number)
            edges_of[ref].append(parallel)
    by_relations: dict[tuple[int, ...], list[list[list[_AnyEdge]]]] = defaultdict(list)
    for ref, numbers in numbers_of.items():
        by_relations[numbers].append(edges_of[ref])
    ways = [(_label(edges[0][0], outgoing), outgoing) for edges, outgoing in groups]
    merged = []
    for numbers, nodes in sorted(by_relations.items()):
        chosen = [ways[number] for number in numbers]
        merged.append(RelatedGroup(", ".join([name for name, _ in chosen]), chosen, nodes))
    return merged


def neighbours(site: Site, groups: Sequence[RelatedGroup], link: PageLinks) -> list[Neighbours]:
    """The list of neighbours."""
    return [_same_relations(site, group, link) for group in groups]


def _same_relations(site: Site, group: RelatedGroup, link: PageLinks) -> Neighbours:
    nodes = group.edges
    links = tuple([_neighbour(site, group.ways, relations, link) for relations in nodes[:MOST_LINKS]])
    hidden = max(len(nodes) - MOST_LINKS, 0)
    return Neighbours(group.name, links[:FIRST_LINKS], links[FIRST_LINKS:], hidden)


def _label(edge: _AnyEdge, outgoing: bool) -> str:
    return _relation_labels(edge.relation, edge.inverse)[0 if outgoing else 1]


def _neighbour(site: Site, ways: Sequence[tuple[str, bool]], relations: list[list[_AnyEdge]], link: PageLinks) -> _Link:
    """Link to a neighbour, and its details: its state, then the activities or term of each relation.

    The link says when a person left, unless all edges are terms that have ended.
    """
    outgoing, as_of = ways[0][1], site.graph.as_of
    node = _far_end(relations[0][0], outgoing)
    has_ended, texts = True, {}
    for (name, _), edges in zip(ways, relations, strict=True):
        end = edges[0].tenure[1]
        has_ended = has_ended and end is not None and end <= as_of
        texts[name] = _edge_details(site, edges)
    of_edges = list(filter(None, texts.values()))
    if len(of_edges) > 1:
        of_edges = [" · ".join(f"{name}: {text}" for name, text in texts.items() if text)]
    details = ", ".join(filter(None, (*_node_details(node), *of_edges)))
    return link.name_only(node) if has_ended else link(node), isolated(details)


def _far_end(edge: _AnyEdge, outgoing: bool) -> _Node:
    return edge.target if outgoing else edge.source


def _edge_details(site: Site, edges: list[_AnyEdge]) -> str:
    """What a relation says besides its name: activities of a RACI, or the dates of a term."""
    if edges[0].row:
        return "; ".join(edge.row for edge in edges)
    if edges[0].relation == "held-by":
        return _term(edges[0])
    if edges[0].relation == "owned-by" and not _owns(site, edges[0]):
        return gettext("the owner on that date is somebody else or not recorded")
    return ""


def _owns(site: Site, edge: _AnyEdge) -> bool:
    """Whether the target of an `owned-by` edge owns the source on the as-of date."""
    source = edge.source
    if not isinstance(source, Record):
        return True
    owner = site.owner(source)
    return not owner.is_unrecorded and (owner.target is None or owner.target.ref == edge.target.ref)


def _term(edge: _AnyEdge) -> str:
    if not (isinstance(edge, Edge) and isinstance(edge.source, Role) and edge.path and isinstance(edge.path[1], int)):
        return ""
    holder = edge.source.holders[edge.path[1]]
    if holder.from_ and holder.to:
        return f"{day(holder.from_)} – {day(holder.to)}"
    if holder.from_:
        return gettext("since %(day)s") % {"day": day(holder.from_)}
    return gettext("until %(day)s") % {"day": day(holder.to)} if holder.to else ""


def _node_details(node: _Node) -> tuple[str, ...]:
    if isinstance(node, Outcome):
        return status(node), gettext("due %(day)s") % {"day": day(node.due)} if node.due else ""
    if isinstance(node, Agent):
        return status(node), level(node)
    if isinstance(node, Decision):
        return status(node), day(node.date) if node.date else ""
    if isinstance(node, Incident):
        return (day(node.date) if node.date else "",)
    return ()
