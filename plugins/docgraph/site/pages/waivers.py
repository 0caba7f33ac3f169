"""The waivers: what each waiver suppresses, its reason, who approved it and when it expires."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from docgraph.analysis.waiver_status import WaiverStatus, waiver_statuses
from docgraph.site.assignment import assignment_of
from docgraph.site.context import Href, Site, View
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext_noop
from docgraph.site.render.environment import template
from docgraph.site.render.format import PageLinks, isolated, message_markup
from docgraph.site.render.phrases import assignment_phrases
from docgraph.site.render.view import render_view
from docgraph.site.tables.duty_rows import link_target
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page
from docgraph.site.view_addresses import WAIVERS

_SUMMARY = gettext_noop("suppressed findings: why, approved by whom, and until when.")
_HEADINGS = (Heading(2, "waivers", "Waivers"),)
SOON_DAYS = 30
"""A waiver expires soon if it expires within this number of days."""


def pages(site: Site) -> tuple[View, ...]:
    """The page of waivers and the continuation pages of its table."""
    statuses = waiver_statuses(site.graph, site.findings)
    numbered = TablePages("Waivers", "waivers", len(statuses), WAIVERS)
    table = PagedTable(numbered, partial(_table, statuses, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.graph.as_of)
        days_left = [days for waiver_status in statuses if (days := _days_left(site, waiver_status)) is not None]
        return render_view(
            "waivers",
            WAIVERS,
            site,
            link,
            number=len(statuses),
            suppressed=sum(len(waiver_status.suppressed) for waiver_status in statuses),
            expired=sum(days < 0 for days in days_left),
            expiring_soon=sum(0 <= days <= SOON_DAYS for days in days_left),
            without_end=len(statuses) - len(days_left),
            soon_days=SOON_DAYS,
            headings=_HEADINGS,
            table=table(site, 1, link) if statuses else "",
        )

    view = View(WAIVERS.name, WAIVERS.title, WAIVERS.path, render, _HEADINGS, _SUMMARY)
    return (view, *numbered_pages(table, WAIVERS))


def _days_left(site: Site, status: WaiverStatus) -> int | None:
    """Days until a waiver expires; negative if it has expired, None if it has no expiry date."""
    return (status.waiver.until - site.graph.as_of).days if status.waiver.until else None


def _table(statuses: Sequence[WaiverStatus], numbered: TablePages, site: Site, page: int, link: PageLinks) -> Markup:
    as_of = site.graph.as_of
    rows = [
        {
            "waiver": waiver_status.waiver,
            "record": waiver_status.record,
            "number": waiver_status.number,
            "code": isolated(waiver_status.waiver.code),
            "names": sorted({finding.name for finding in waiver_status.suppressed}),
            "about": link(link_target(waiver_status.record)),
            "place": isolated(str(waiver_status.location)),
            "days_left": _days_left(site, waiver_status),
            "approvers": assignment_phrases(
                (assignment_of(site.graph, name, as_of) for name in waiver_status.owners), link
            ),
            "reason": link.text(waiver_status.record, waiver_status.waiver.reason)
            if waiver_status.waiver.reason
            else "",
            "suppressed": [(finding.code, message_markup(finding.message)) for finding in waiver_status.suppressed],
            "own_findings": [(finding.code, message_markup(finding.message)) for finding in waiver_status.own_findings],
        }
        for waiver_status in rows_on_page(statuses, page)
    ]
    return template("waivers", "waiver_table")(rows=rows, soon=SOON_DAYS, navigation=numbered.navigation(page, link))
