"""Changes by month, newest first: decisions, results, new owners, incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from docgraph.analysis.timeline import Change, changes
from docgraph.site.context import Href, Site, View
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext, gettext_noop
from docgraph.site.render.declared_values import day
from docgraph.site.render.environment import template, word_table
from docgraph.site.render.format import PageLinks, month, truncate
from docgraph.site.render.phrases import join_names, reference_names
from docgraph.site.render.view import render_view
from docgraph.site.tables.paging import ROWS_PER_PAGE, PagedTable, TablePages, numbered_pages
from docgraph.site.view_addresses import CHANGES

_SUMMARY = gettext_noop("decisions, results, new owners and incidents, month by month.")
MONTHS = 12
LATER_ID = "after-the-as-of-date"
"""HTML id of the section of changes after the as-of date."""


def pages(site: Site) -> tuple[View, ...]:
    """The page with changes of the last 12 months, and continuation pages with older changes."""
    all_changes = changes(site.graph)
    recent = [change for change in all_changes if _months_ago(site, change.on) < MONTHS]
    chunks = _chunks(recent) or [[]]
    shown = len(chunks)
    chunks += _chunks(all_changes[len(recent) :])
    numbered = TablePages(CHANGES.title, CHANGES.path, len(chunks) * ROWS_PER_PAGE, CHANGES, searchable=False)
    tables = PagedTable(numbered, partial(_tables, chunks, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.graph.as_of)
        return render_view(
            "changes",
            CHANGES,
            site,
            link,
            months=MONTHS,
            number=len(recent),
            last=recent[0].on if recent else None,
            older=link(numbered.address(shown + 1), gettext("Older changes")) if len(chunks) > shown else "",
            tables=tables(site, 1, link),
            later_id=LATER_ID,
            later=[_row(change, link) for change in site.later_changes[:ROWS_PER_PAGE]],
            later_more=max(len(site.later_changes) - ROWS_PER_PAGE, 0),
        )

    headings = tuple(Heading(2, _month_id(start), month(start)) for start, _ in _by_month(chunks[0]))
    headings += (Heading(2, LATER_ID, "After the as-of date"),) if site.later_changes else ()
    return (
        View(CHANGES.name, CHANGES.title, CHANGES.path, render, headings, _SUMMARY),
        *numbered_pages(tables, CHANGES),
    )


def _months_ago(site: Site, on: date) -> int:
    """Number of calendar months from the month of a date to that of the as-of date."""
    as_of = site.graph.as_of
    return (as_of.year - on.year) * 12 + as_of.month - on.month


def _chunks(items: Sequence[Change]) -> list[Sequence[Change]]:
    return [items[start : start + ROWS_PER_PAGE] for start in range(0, len(items), ROWS_PER_PAGE)]


def _by_month(month_changes: Sequence[Change]) -> list[tuple[date, list[Change]]]:
    return [
        (start, list(of_month)) for start, of_month in groupby(month_changes, lambda change: change.on.replace(day=1))
    ]


def _month_id(start: date) -> str:
    return f"month-{start:%Y-%m}"


def _tables(
    chunks: Sequence[Sequence[Change]], numbered: TablePages, _site: Site, page: int, link: PageLinks
) -> Markup:
    """One table for each month, followed by links to the other pages."""
    months = [
        (_month_id(start), month(start), [_row(change, link) for change in of_month])
        for start, of_month in _by_month(chunks[page - 1])
    ]
    return template("changes", "tables")(months=months, navigation=numbered.navigation(page, link))


def later_row(change: Change, link: PageLinks) -> tuple[str, Markup, Markup | str]:
    """A table row for a change after the as-of date: (name and date, text, people)."""
    row = _row(change, link)
    return (
        gettext("%(what)s, %(day)s") % {"what": row["event"], "day": day(change.on)},
        row["text"],
        join_names(row["who"]),
    )


def _row(change: Change, link: PageLinks) -> dict[str, Any]:
    return {
        "on": change.on,
        "event": word_table("CHANGES")[change.event],
        "about": link.name_only(change.record) if change.event in ("joined", "left") else link(change.record),
        "text": link.text(change.record, truncate(gettext(change.text))) if change.text else "",
        "who": reference_names(change.links, link),
    }
