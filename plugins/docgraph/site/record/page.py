"""The whole page of a record that has none of its own."""

from __future__ import annotations

from markupsafe import Markup

from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import Heading, Href, Site, display_name
from docgraph.site.record.foot import CONNECTIONS, foot
from docgraph.site.record.head import head
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks, isolated

HEADINGS = (Heading(2, CONNECTIONS, "How it hangs together"),)


def standalone_page(site: Site, record: Record, href: Href) -> str:
    """Title, head, everything declared, neighbours, and the document that says it."""
    return template("record_page")(
        title=isolated(display_name(record)),
        head=Markup(head(site, record, href)),
        foot=Markup(foot(site, record, href)),
        document=PageLinks(href)(PlainPage(record.path, record.path)),
        at=record.at("id"),
    )
