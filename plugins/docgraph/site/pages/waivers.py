"""The waivers: what the team lives with for now, on whose word, until when, and what each hides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from docgraph.analysis.waiver_status import WaiverStatus, waiver_statuses
from docgraph.site.context import TRACEABILITY, Address, Heading, Href, Site, View
from docgraph.site.i18n import marked
from docgraph.site.ownership import resolve_holder
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks, isolated, spans
from docgraph.site.render.phrases import answers
from docgraph.site.tables.duty_rows import node
from docgraph.site.tables.paging import Numbered, Paged, numbered_pages, slice_of

WAIVERS = Address("waivers", "Waivers", "waivers")
SUMMARY = marked("what the team lives with for now: why, on whose word, until when, and what each waiver hides.")
HEADINGS = (Heading(2, "waivers", "Waivers"),)
SOON = 30
"""A waiver ends soon if it ends within so many days."""


def pages(site: Site) -> tuple[View, ...]:
    """The view of waivers, and the numbered pages of its table."""
    found = waiver_statuses(site.trace, site.findings)
    numbered = Numbered("Waivers", "waivers", len(found), WAIVERS)
    table = Paged(numbered, partial(_table, found, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.trace.as_of)
        left = [days for waiver_status in found if (days := _left(site, waiver_status)) is not None]
        return template("waivers")(
            title=WAIVERS.title,
            as_of=site.trace.as_of,
            index=link(TRACEABILITY),
            number=len(found),
            hidden=sum(len(waiver_status.suppressed) for waiver_status in found),
            expired=sum(days < 0 for days in left),
            soon=sum(0 <= days <= SOON for days in left),
            endless=len(found) - len(left),
            days=SOON,
            headings=HEADINGS,
            table=table(site, 1, link) if found else "",
        )

    view = View(WAIVERS.name, WAIVERS.title, WAIVERS.path, render, HEADINGS, SUMMARY)
    return (view, *numbered_pages(table, WAIVERS))


def _left(site: Site, one: WaiverStatus) -> int | None:
    """The days that a waiver still holds; below 0 once it has ended, None for one without an end."""
    return (one.waiver.until - site.trace.as_of).days if one.waiver.until else None


def _table(found: Sequence[WaiverStatus], numbered: Numbered, site: Site, page: int, link: PageLinks) -> Markup:
    as_of = site.trace.as_of
    rows = [
        {
            "waiver": waiver_status.waiver,
            "record": waiver_status.record,
            "number": waiver_status.number,
            "code": isolated(waiver_status.waiver.code),
            "names": sorted({finding.name for finding in waiver_status.suppressed}),
            "about": link(node(waiver_status.record)),
            "place": isolated(str(waiver_status.at)),
            "left": _left(site, waiver_status),
            "who": answers((resolve_holder(site.trace, name, as_of) for name in waiver_status.owners), link),
            "reason": link.text(waiver_status.record, waiver_status.waiver.reason)
            if waiver_status.waiver.reason
            else "",
            "hides": [(finding.code, spans(finding.message)) for finding in waiver_status.suppressed],
            "wrong": [(finding.code, spans(finding.message)) for finding in waiver_status.own_findings],
        }
        for waiver_status in slice_of(found, page)
    ]
    return template("waivers", "listed")(rows=rows, soon=SOON, navigation=numbered.navigation(page, link))
