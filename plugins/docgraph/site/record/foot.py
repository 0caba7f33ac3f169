"""The foot of a record's page: the remaining fields, and the neighbours by relation."""

from __future__ import annotations

from docgraph.kinds import Agent
from docgraph.model.record import Record
from docgraph.site.context import TRACEABILITY, Href, Site
from docgraph.site.figures.figure import NEIGHBOUR_LIST_ID, figure
from docgraph.site.figures.neighbourhood import MAX_NEIGHBOURS
from docgraph.site.pages.changes import later_row
from docgraph.site.record.connections import neighbours, related
from docgraph.site.record.defined_tools import agent_tools
from docgraph.site.record.fields import fields
from docgraph.site.record.headings import CONNECTIONS_ID, LATER_EVENTS_ID, TOOLS_ID
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks
from docgraph.site.tables.handover_list import handover_section

_MAX_LATER_EVENTS = 100


def foot(site: Site, record: Record, href: Href) -> str:
    """HTML of the foot, which is placed below the text of a record's page."""
    link = PageLinks(href, site.graph.as_of)
    record_on_date = site.on_as_of_date(record)
    if record_on_date is None:
        return str(
            template("record_foot", "later")(id=CONNECTIONS_ID, index=link(TRACEABILITY), as_of=site.graph.as_of)
        )
    record = record_on_date
    groups = related(site, record)
    number = sum([len(group.edges) for group in groups])
    return template("record_foot")(
        fields=fields(site, record, link),
        tools=agent_tools(site, record, link) if isinstance(record, Agent) else None,
        handover=handover_section(site, record, link),
        picture=figure(record, [(group.name, group.nodes(MAX_NEIGHBOURS)) for group in groups], number, link),
        neighbours=neighbours(site, groups, link),
        id=CONNECTIONS_ID,
        tools_id=TOOLS_ID,
        later_id=LATER_EVENTS_ID,
        list_id=NEIGHBOUR_LIST_ID,
        index=link(TRACEABILITY),
        as_of=site.graph.as_of,
        later=[later_row(change, link) for change in site.later_changes_by_ref.get(record.ref, ())[:_MAX_LATER_EVENTS]],
    )
