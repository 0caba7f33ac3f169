"""The foot of a record's page: what else it declares, and its neighbours by relation, in both directions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache

from markupsafe import Markup
from msgspec import Struct

from docgraph.graph.reference import Edge
from docgraph.kinds import Agent, Decision, Incident, Outcome, Role
from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import TRACEABILITY, Href, Site, rank
from docgraph.site.figures.figure import LIST, figure
from docgraph.site.figures.neighbourhood import Side
from docgraph.site.i18n import Catalogue, current, said
from docgraph.site.pages.changes import later_row
from docgraph.site.record.fields import fields
from docgraph.site.render.declared_values import level, status
from docgraph.site.render.environment import label, template, words
from docgraph.site.render.format import PageLinks, day, isolated
from docgraph.site.tables.handover_list import leaving

_MOST = 100
CONNECTIONS = "docgraph-connections"
"""The id of the section of neighbours."""


_Edges = tuple[list[list[Edge]], bool]
"""The edges by one relation, those with one neighbour together, and whether they lead out."""


class Neighbours(Struct, frozen=True):
    """The neighbours by one relation in one direction: each a link and what is known of it."""

    name: str
    shown: tuple[tuple[Markup, Markup], ...]
    more: int


def foot(site: Site, record: Record, href: Href) -> str:
    """The HTML that goes under the text of a record's page."""
    link = PageLinks(href, site.trace.as_of)
    known = site.known(record)
    if known is None:
        return str(template("record_foot", "later")(id=CONNECTIONS, index=link(TRACEABILITY), as_of=site.trace.as_of))
    record = known
    groups = _grouped(site, record)
    return template("record_foot")(
        fields=fields(site, record, link),
        leaving=leaving(site, record, link),
        picture=figure(record, [_side(group) for group in groups], link),
        neighbours=[_group(site, group, link) for group in groups],
        id=CONNECTIONS,
        list_id=LIST,
        index=link(TRACEABILITY),
        as_of=site.trace.as_of,
        later=[later_row(change, link) for change in site.later_about.get(record.ref, ())[:_MOST]],
    )


def _grouped(site: Site, record: Record) -> list[_Edges]:
    """The edges of `record`, grouped by relation in the order of the table of relations, out before in."""
    groups: dict[tuple[int, str], dict[str, list[Edge]]] = defaultdict(lambda: defaultdict(list))
    order = _order()
    as_of = site.trace.as_of
    for edge in (edge for edge in site.trace.edges_from(record) if not edge.begins_after(as_of)):
        groups[order.get(edge.relation, 198), edge.relation][edge.target.ref].append(edge)
    for edge in (edge for edge in site.trace.edges_to(record) if not edge.begins_after(as_of)):
        groups[order.get(edge.relation, 198) + 1, edge.inverse][edge.source.ref].append(edge)
    return [_sorted(groups[key].values(), key[0] % 2 == 0) for key in sorted(groups)]


def _sorted(edges: Iterable[list[Edge]], out: bool) -> _Edges:
    return sorted(edges, key=lambda several: rank(_other(several[0], out))), out


def sides(site: Site, record: Record) -> list[Side]:
    """The neighbours of `record` by relation, named along the arrow."""
    return [_side(group) for group in _grouped(site, record)]


def _side(group: _Edges) -> Side:
    edges, out = group
    return Side(_names(edges[0][0].relation, edges[0][0].inverse)[0], out, edges)


@cache
def _order() -> dict[str, int]:
    return {relation: 2 * number for number, relation in enumerate(words("RELATIONS"))}


def _names(relation: str, inverse: str) -> tuple[str, str]:
    """What readers call a relation in its two directions; one without words of its own is written as its key."""
    return _named(relation, inverse, current.get())


@cache
def _named(relation: str, inverse: str, catalogue: Catalogue) -> tuple[str, str]:
    there, back = words("RELATIONS").get(relation) or (label(relation), label(inverse))
    return there, back


def _group(site: Site, group: _Edges, link: PageLinks) -> Neighbours:
    found, out = group
    name = _names(found[0][0].relation, found[0][0].inverse)[0 if out else 1]
    as_of = site.trace.as_of
    shown = tuple(
        (_linked(_other(several[0], out), several[0], as_of, link), _known(site, several, out))
        for several in found[:_MOST]
    )
    return Neighbours(name, shown, max(len(found) - _MOST, 0))


def _linked(node: Record | PlainPage, edge: Edge, as_of: date, link: PageLinks) -> Markup:
    """The name of a neighbour; the dates of a term that is over say enough of whoever had it."""
    end = edge.tenure[1]
    return link.bare(node) if end is not None and end <= as_of else link(node)


def _other(edge: Edge, out: bool) -> Record | PlainPage:
    return edge.target if out else edge.source


def _known(site: Site, edges: list[Edge], out: bool) -> Markup:
    """What is worth knowing of a neighbour at a glance: the rows of a RACI, or its dates, status and level."""
    if edges[0].row:
        return isolated("; ".join(edge.row for edge in edges))
    if edges[0].relation == "held-by":
        return _term(edges[0])
    marks = [one for one in _marks(_other(edges[0], out)) if one]
    if edges[0].relation == "owned-by" and not _owns(site, edges[0]):
        marks.append(said("named later; the owner on that date is another, or not recorded"))
    return isolated(", ".join(marks))


def _owns(site: Site, edge: Edge) -> bool:
    """Whether the name under `owner` is that of the as-of date."""
    source = edge.source
    if not isinstance(source, Record):
        return True
    owner = site.owner(source)
    return not owner.unrecorded and (owner.target is None or owner.target.ref == edge.target.ref)


def _term(edge: Edge) -> Markup:
    if not (isinstance(edge.source, Role) and edge.path and isinstance(edge.path[1], int)):
        return Markup()
    holder = edge.source.holders[edge.path[1]]
    ends = [day(one) if one else "" for one in (holder.from_, holder.to)]
    return Markup(" – ".join(ends)) if any(ends) else Markup()


def _marks(node: Record | PlainPage) -> tuple[str, ...]:
    if isinstance(node, Outcome):
        return status(node), said("due %(day)s") % {"day": day(node.due)} if node.due else ""
    if isinstance(node, Agent):
        return status(node), level(node)
    if isinstance(node, Decision):
        return status(node), day(node.date) if node.date else ""
    if isinstance(node, Incident):
        return (day(node.date) if node.date else "",)
    return ()
