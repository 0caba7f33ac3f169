"""The changes by month, the newest first, from the days that documents say: decisions, results, owners, incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any

from markupsafe import Markup

from docgraph.analysis.timeline import Change, changes
from docgraph.site.context import TRACEABILITY, Address, Heading, Href, Site, View
from docgraph.site.i18n import marked, said
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks, day, month, truncate
from docgraph.site.render.phrases import join_names, named
from docgraph.site.tables.paging import ROWS, Numbered, Paged, numbered_pages

CHANGES = Address("changes", "Changes", "changes")
SUMMARY = marked("what was decided, reached, handed over or went wrong, month by month.")
MONTHS = 12
LATER = "after-the-as-of-date"
"""The id of the section of what is dated later."""


def pages(site: Site) -> tuple[View, ...]:
    """The changes of the last months, and the numbered pages that go on with them."""
    found = changes(site.trace)
    recent = [change for change in found if _age(site, change.on) < MONTHS]
    parts = _parts(recent) or [[]]
    shown = len(parts)
    parts += _parts(found[len(recent) :])
    numbered = Numbered(CHANGES.title, CHANGES.path, len(parts) * ROWS, CHANGES, searched=False)
    tables = Paged(numbered, partial(_tables, parts, numbered))

    def render(site: Site, href: Href) -> str:
        link = PageLinks(href, site.trace.as_of)
        return template("changes")(
            title=CHANGES.title,
            as_of=site.trace.as_of,
            index=link(TRACEABILITY),
            months=MONTHS,
            number=len(recent),
            last=recent[0].on if recent else None,
            older=link(numbered.address(shown + 1), said("Older changes")) if len(parts) > shown else "",
            tables=tables(site, 1, link),
            later_id=LATER,
            later=[_row(change, link) for change in site.later[:ROWS]],
            later_more=max(len(site.later) - ROWS, 0),
        )

    headings = tuple(Heading(2, _id(start), month(start)) for start, _ in _by_month(parts[0]))
    headings += (Heading(2, LATER, "After the as-of date"),) if site.later else ()
    return (
        View(CHANGES.name, CHANGES.title, CHANGES.path, render, headings, SUMMARY),
        *numbered_pages(tables, CHANGES),
    )


def _age(site: Site, on: date) -> int:
    """How many months the month of a day lies before the month of the as-of date."""
    as_of = site.trace.as_of
    return (as_of.year - on.year) * 12 + as_of.month - on.month


def _parts(found: Sequence[Change]) -> list[Sequence[Change]]:
    return [found[start : start + ROWS] for start in range(0, len(found), ROWS)]


def _by_month(found: Sequence[Change]) -> list[tuple[date, list[Change]]]:
    return [(start, list(several)) for start, several in groupby(found, lambda change: change.on.replace(day=1))]


def _id(start: date) -> str:
    return f"month-{start:%Y-%m}"


def _tables(parts: Sequence[Sequence[Change]], numbered: Numbered, site: Site, page: int, link: PageLinks) -> Markup:
    """One table a month, then the way to the other pages."""
    several = [
        (_id(start), month(start), [_row(change, link) for change in of_month])
        for start, of_month in _by_month(parts[page - 1])
    ]
    return template("changes", "tables")(several=several, navigation=numbered.navigation(page, link))


def later_row(change: Change, link: PageLinks) -> tuple[str, Markup, Markup | str]:
    """A change after the as-of date in words: its day and sort, its text, and who."""
    row = _row(change, link)
    return said("%(what)s, %(day)s") % {"what": row["what"], "day": day(change.on)}, row["text"], join_names(row["who"])


def _row(change: Change, link: PageLinks) -> dict[str, Any]:
    return {
        "on": change.on,
        "what": words("CHANGES")[change.what],
        "about": link.bare(change.record) if change.what in ("joined", "left") else link(change.record),
        "text": link.text(change.record, truncate(said(change.text))) if change.text else "",
        "who": named(change.links, link),
    }
