"""All findings with place, message, help and owner; waived ones apart, with reason and expiry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from docgraph.model.finding import Finding
from docgraph.site.context import FINDINGS, Heading, Href, Site, View
from docgraph.site.i18n import counted, marked
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import holder_phrase
from docgraph.site.tables.finding_list import finding_row
from docgraph.site.tables.paging import Numbered, Paged, numbered_pages, slice_of

SUMMARY = marked("what is wrong, where, and the edit that mends it.")
HEADINGS = (Heading(2, "standing", "To be mended"), Heading(2, "waived", "Waived"))


def pages(site: Site) -> tuple[View, ...]:
    """The view of findings, and its numbered pages."""
    standing, waived = Paged(_numbered(site.standing), _standing), Paged(_numbered_waived(site.waived), _waived)
    render = partial(_render, standing, waived)
    view = View(FINDINGS.name, FINDINGS.title, FINDINGS.path, render, HEADINGS, SUMMARY)
    return (view, *numbered_pages(standing, FINDINGS), *numbered_pages(waived, FINDINGS))


def _numbered(standing: Sequence[Finding]) -> Numbered:
    return Numbered("Findings", "findings", len(standing), FINDINGS)


def _numbered_waived(waived: Sequence[Finding]) -> Numbered:
    return Numbered("Waived findings", "waived", len(waived), FINDINGS)


def _render(standing: Paged, waived: Paged, site: Site, href: Href) -> str:
    link = PageLinks(href, site.trace.as_of)
    found = Counter(finding.severity.value for finding in site.standing if finding.severity)
    counts = [f"{found[one]} {counted(names[0], names[1], found[one])}" for one, names in words("TALLIES").items()]
    return template("findings")(
        title=FINDINGS.title,
        as_of=site.trace.as_of,
        counts=counts,
        standing=standing(site, 1, link) if site.standing else "",
        waived=waived(site, 1, link) if site.waived else "",
        number=len(site.waived),
        headings=HEADINGS,
    )


def _standing(site: Site, page: int, link: PageLinks) -> Markup:
    return _table(site, site.standing, page, link, False)


def _waived(site: Site, page: int, link: PageLinks) -> Markup:
    return _table(site, site.waived, page, link, True)


def _table(site: Site, findings: Sequence[Finding], page: int, link: PageLinks, waived: bool) -> Markup:
    numbered = _numbered_waived(findings) if waived else _numbered(findings)
    rows = []
    for finding in slice_of(findings, page):
        subject = site.trace.get(finding.subject) if finding.subject else None
        rows.append(
            (
                finding_row(finding, site.trace, link),
                link(subject) if subject else "",
                holder_phrase(site.owner(subject), link) if subject and finding.owner else (),
            )
        )
    return template("finding_table")(
        rows=rows, waived=waived, names=words("SEVERITIES"), navigation=numbered.navigation(page, link)
    )
