"""The generated page of a record whose document contains other records as well."""

from __future__ import annotations

from markupsafe import Markup

from docgraph.model.document import PlainPage
from docgraph.model.record import Record
from docgraph.site.context import Href, Site, display_name
from docgraph.site.record.foot import foot
from docgraph.site.record.head import head
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks, isolated


def standalone_page(site: Site, record: Record, href: Href) -> str:
    """HTML of the page: title, head, foot, and a link to the document."""
    return template("record_page")(
        title=isolated(display_name(record)),
        head=Markup(head(site, record, href)),
        foot=Markup(foot(site, record, href)),
        document=PageLinks(href)(PlainPage(record.path, record.path)),
        at=record.at("id"),
    )
