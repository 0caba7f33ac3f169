"""`[[id]]` in prose, once it is known which record it means."""

from __future__ import annotations

from markupsafe import Markup

from docgraph.model.record import Record
from docgraph.views.site import Href
from docgraph.views.written import Links


def link_html(record: Record, text: str, href: Href) -> Markup:
    """The link to `record`, named by `text`, or by the record's title where `text` is empty."""
    return Links(href)(record, text.strip())
