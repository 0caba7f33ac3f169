"""The headings in the foot of a record's page, for the table of contents of the page."""

from __future__ import annotations

from docgraph.kinds import Agent, Person
from docgraph.model.record import Record
from docgraph.site.context import Site, display_name
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext_noop
from docgraph.site.record.defined_tools import is_defined
from docgraph.site.tables.handover_list import HANDOVER_ID

CONNECTIONS_ID = "docgraph-connections"
"""HTML id of the section of neighbours."""
TOOLS_ID = "docgraph-tools"
"""HTML id of the section of an agent's tools."""
LATER_EVENTS_ID = "docgraph-later"
"""HTML id of the section of events after the as-of date."""
_LATER = gettext_noop("After the as-of date")


def record_headings(site: Site, record: Record) -> tuple[Heading, ...]:
    """The headings of the foot in the order of the page."""
    if site.on_as_of_date(record) is None:
        return (Heading(2, CONNECTIONS_ID, _LATER),)
    headings = []
    if isinstance(record, Agent) and is_defined(site, record):
        headings.append(Heading(2, TOOLS_ID, gettext_noop("Tools by host")))
    if isinstance(record, Person):
        has_left = record.has_left(site.graph.as_of)
        english = gettext_noop("To hand over") if has_left else gettext_noop("If %(name)s leaves")
        headings.append(Heading(2, HANDOVER_ID, english, "" if has_left else display_name(record)))
    headings.append(Heading(2, CONNECTIONS_ID, gettext_noop("Connections")))
    if record.ref in site.later_changes_by_ref:
        headings.append(Heading(2, LATER_EVENTS_ID, _LATER))
    return tuple(headings)
