"""The foot of a record's page: the remaining fields, and the neighbours by relation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from markupsafe import Markup
from msgspec import Struct

from docgraph.graph.definition_graph import DefinitionEdge, DefinitionNode
from docgraph.graph.reference import Edge
from docgraph.kinds import Agent, Decision, Incident, Outcome, Role
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import TRACEABILITY, Href, Site, node_sort_key
from docgraph.site.figures.figure import NEIGHBOUR_LIST_ID, figure
from docgraph.site.figures.neighbourhood import Side
from docgraph.site.i18n import Catalogue, current_catalogue, gettext
from docgraph.site.pages.changes import later_row
from docgraph.site.record.defined_tools import agent_tools
from docgraph.site.record.fields import fields
from docgraph.site.record.headings import CONNECTIONS_ID, LATER_EVENTS_ID, TOOLS_ID
from docgraph.site.render.declared_values import day, level, status
from docgraph.site.render.environment import label, template, word_table
from docgraph.site.render.format import PageLinks, isolated
from docgraph.site.tables.handover_list import handover_section

_MAX_NEIGHBOURS = 100
_AnyEdge = Edge | DefinitionEdge
_Node = Record | PlainPage | DefinitionNode
_EdgeGroup = tuple[list[list[_AnyEdge]], bool]
"""Edges by one relation, grouped by neighbour, and whether they are outgoing."""


class Neighbours(Struct, frozen=True):
    """The neighbours by one relation in one direction, each as `(link, details)`.

    `hidden` is the number of omitted neighbours.
    """

    name: str
    links: tuple[tuple[Markup, Markup], ...]
    hidden: int


def foot(site: Site, record: Record, href: Href) -> str:
    """HTML of the foot, which is placed below the text of a record's page."""
    link = PageLinks(href, site.graph.as_of)
    record_on_date = site.on_as_of_date(record)
    if record_on_date is None:
        return str(
            template("record_foot", "later")(id=CONNECTIONS_ID, index=link(TRACEABILITY), as_of=site.graph.as_of)
        )
    record = record_on_date
    groups = _edge_groups(site, record)
    return template("record_foot")(
        fields=fields(site, record, link),
        tools=agent_tools(site, record, link) if isinstance(record, Agent) else None,
        handover=handover_section(site, record, link),
        picture=figure(record, [_side(group) for group in groups], link),
        neighbours=[_neighbours(site, group, link) for group in groups],
        id=CONNECTIONS_ID,
        tools_id=TOOLS_ID,
        later_id=LATER_EVENTS_ID,
        list_id=NEIGHBOUR_LIST_ID,
        index=link(TRACEABILITY),
        as_of=site.graph.as_of,
        later=[later_row(change, link) for change in site.later_changes_by_ref.get(record.ref, ())[:_MAX_NEIGHBOURS]],
    )


def _edge_groups(site: Site, record: Record) -> list[_EdgeGroup]:
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


def _sorted_group(edges: Iterable[list[_AnyEdge]], outgoing: bool) -> _EdgeGroup:
    return sorted(edges, key=lambda parallel: node_sort_key(_far_end(parallel[0], outgoing))), outgoing


def sides(site: Site, record: Record) -> list[Side]:
    """Neighbours of `record` by relation, each with a label in the direction of the edge."""
    return [_side(group) for group in _edge_groups(site, record)]


def _side(group: _EdgeGroup) -> Side:
    edges, outgoing = group
    return Side(_relation_labels(edges[0][0].relation, edges[0][0].inverse)[0], outgoing, edges)


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


def _neighbours(site: Site, group: _EdgeGroup, link: PageLinks) -> Neighbours:
    edges, outgoing = group
    name = _relation_labels(edges[0][0].relation, edges[0][0].inverse)[0 if outgoing else 1]
    as_of = site.graph.as_of
    shown = tuple(
        (
            _neighbour_link(_far_end(parallel[0], outgoing), parallel[0], as_of, link),
            _edge_details(site, parallel, outgoing),
        )
        for parallel in edges[:_MAX_NEIGHBOURS]
    )
    return Neighbours(name, shown, max(len(edges) - _MAX_NEIGHBOURS, 0))


def _neighbour_link(node: _Node, edge: _AnyEdge, as_of: date, link: PageLinks) -> Markup:
    """Link to a neighbour. It says when a person left, unless the edge is a term that has ended."""
    end = edge.tenure[1]
    return link.name_only(node) if end is not None and end <= as_of else link(node)


def _far_end(edge: _AnyEdge, outgoing: bool) -> _Node:
    return edge.target if outgoing else edge.source


def _edge_details(site: Site, edges: list[_AnyEdge], outgoing: bool) -> Markup:
    """Text beside a neighbour: activities of a RACI, dates of a term, or status, level and date."""
    if edges[0].row:
        return isolated("; ".join(edge.row for edge in edges))
    if edges[0].relation == "held-by":
        return _term(edges[0])
    details = [detail for detail in _node_details(_far_end(edges[0], outgoing)) if detail]
    if edges[0].relation == "owned-by" and not _owns(site, edges[0]):
        details.append(gettext("the owner on that date is somebody else or not recorded"))
    return isolated(", ".join(details))


def _owns(site: Site, edge: _AnyEdge) -> bool:
    """Whether the target of an `owned-by` edge owns the source on the as-of date."""
    source = edge.source
    if not isinstance(source, Record):
        return True
    owner = site.owner(source)
    return not owner.is_unrecorded and (owner.target is None or owner.target.ref == edge.target.ref)


def _term(edge: _AnyEdge) -> Markup:
    if not (isinstance(edge, Edge) and isinstance(edge.source, Role) and edge.path and isinstance(edge.path[1], int)):
        return Markup()
    holder = edge.source.holders[edge.path[1]]
    if holder.from_ and holder.to:
        return Markup(f"{day(holder.from_)} – {day(holder.to)}")
    if holder.from_:
        return Markup(gettext("since %(day)s") % {"day": day(holder.from_)})
    return Markup(gettext("until %(day)s") % {"day": day(holder.to)}) if holder.to else Markup()


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
