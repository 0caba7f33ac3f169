"""The waivers: what the team lives with for now, on whose word, until when, and what each hides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from docgraph.analysis.waiver_status import Written, written
from docgraph.site.context import TRACEABILITY, Address, Heading, Href, Site, View
from docgraph.site.i18n import marked
from docgraph.site.ownership import whom
from docgraph.site.render.environment import template
from docgraph.site.render.format import Links, isolated, spans
from docgraph.site.render.phrases import answers
from docgraph.site.tables.duty_rows import node
from docgraph.site.tables.paging import Numbered, Paged, further, slice_of

WAIVERS = Address("waivers", "Waivers", "waivers")
TELLS = marked("what the team lives with for now: why, on whose word, until when, and what each waiver hides.")
HEADINGS = (Heading(2, "waivers", "Waivers"),)
SOON = 30
"""A waiver ends soon if it ends within so many days."""


def pages(site: Site) -> tuple[View, ...]:
    """The view of waivers, and the numbered pages of its table."""
    found = written(site.trace, site.findings)
    numbered = Numbered("Waivers", "waivers", len(found), WAIVERS)
    table = Paged(numbered, partial(_table, found, numbered))

    def render(site: Site, href: Href) -> str:
        link = Links(href, site.trace.as_of)
        left = [days for one in found if (days := _left(site, one)) is not None]
        return template("waivers")(
            title=WAIVERS.title,
            as_of=site.trace.as_of,
            index=link(TRACEABILITY),
            number=len(found),
            hidden=sum(len(one.hides) for one in found),
            expired=sum(days < 0 for days in left),
            soon=sum(0 <= days <= SOON for days in left),
            endless=len(found) - len(left),
            days=SOON,
            headings=HEADINGS,
            table=table(site, 1, link) if found else "",
        )

    view = View(WAIVERS.name, WAIVERS.title, WAIVERS.path, render, HEADINGS, TELLS)
    return (view, *further(table, WAIVERS))


def _left(site: Site, one: Written) -> int | None:
    """The days that a waiver still holds; below 0 once it has ended, None for one without an end."""
    return (one.waiver.until - site.trace.as_of).days if one.waiver.until else None


def _table(found: Sequence[Written], numbered: Numbered, site: Site, page: int, link: Links) -> Markup:
    as_of = site.trace.as_of
    rows = [
        {
            "waiver": one.waiver,
            "record": one.record,
            "number": one.number,
            "code": isolated(one.waiver.code),
            "names": sorted({finding.name for finding in one.hides}),
            "about": link(node(one.record)),
            "place": isolated(str(one.at)),
            "left": _left(site, one),
            "who": answers((whom(site.trace, name, as_of) for name in one.owners), link),
            "reason": link.text(one.record, one.waiver.reason) if one.waiver.reason else "",
            "hides": [(finding.code, spans(finding.message)) for finding in one.hides],
            "wrong": [(finding.code, spans(finding.message)) for finding in one.wrong],
        }
        for one in slice_of(found, page)
    ]
    return template("waivers", "listed")(rows=rows, soon=SOON, navigation=numbered.navigation(page, link))
