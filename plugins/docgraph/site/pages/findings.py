"""Open findings with location, message, fix and owner; suppressed findings with their waiver or acceptance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache, partial

from markupsafe import Markup

from docgraph.model.finding import Finding
from docgraph.model.location import Location
from docgraph.site.context import FINDINGS, Href, Site, View
from docgraph.site.heading import Heading
from docgraph.site.i18n import gettext_noop, ngettext
from docgraph.site.render.environment import template, word_table
from docgraph.site.render.format import PageLinks
from docgraph.site.render.phrases import assignment_phrase
from docgraph.site.render.view import render_view
from docgraph.site.tables.finding_list import finding_row
from docgraph.site.tables.paging import PagedTable, TablePages, numbered_pages, rows_on_page

_SUMMARY = gettext_noop("open findings with location and fix.")
_HEADINGS = (Heading(2, "open", "To fix"), Heading(2, "suppressed", "Suppressed"))


def pages(site: Site) -> tuple[View, ...]:
    """The page of findings and the continuation pages of its tables."""
    open_table, suppressed_table = (
        PagedTable(_open_pages(site.open_findings), _open_table),
        PagedTable(_suppressed_pages(site.suppressed_findings), _suppressed_table),
    )
    render = partial(_render, open_table, suppressed_table)
    view = View(FINDINGS.name, FINDINGS.title, FINDINGS.path, render, _HEADINGS, _SUMMARY)
    return (view, *numbered_pages(open_table, FINDINGS), *numbered_pages(suppressed_table, FINDINGS))


def _open_pages(findings: Sequence[Finding]) -> TablePages:
    return TablePages("Findings", "findings", len(findings), FINDINGS)


def _suppressed_pages(findings: Sequence[Finding]) -> TablePages:
    return TablePages("Suppressed findings", "waived", len(findings), FINDINGS)


def _render(open_table: PagedTable, suppressed_table: PagedTable, site: Site, href: Href) -> str:
    link = PageLinks(href, site.graph.as_of)
    number_by_severity = Counter(finding.severity.value for finding in site.open_findings if finding.severity)
    counts = [
        f"{number_by_severity[severity]} {ngettext(names[0], names[1], number_by_severity[severity])}"
        for severity, names in word_table("TALLIES").items()
        if number_by_severity[severity]
    ]
    return render_view(
        "findings",
        FINDINGS,
        site,
        link,
        number=len(site.open_findings),
        documents=len({finding.document_path for finding in site.open_findings}),
        counts=counts,
        has_errors=bool(number_by_severity["error"]),
        open_table=open_table(site, 1, link) if site.open_findings else "",
        suppressed_table=suppressed_table(site, 1, link) if site.suppressed_findings else "",
        suppressed=len(site.suppressed_findings),
        headings=_HEADINGS,
    )


@lru_cache(maxsize=2)
def by_document(findings: tuple[Finding, ...]) -> list[Finding]:
    """Findings of one document after another: documents with the most severe findings first, then by path."""
    worst: dict[str, int] = {}
    for finding in findings:
        path = finding.document_path
        worst[path] = min(worst.get(path, finding.severity_rank), finding.severity_rank)

    def sort_key(finding: Finding) -> tuple[int, str, int, Location]:
        path = finding.document_path
        return worst[path], path, finding.severity_rank, finding.at

    return sorted(findings, key=sort_key)


def _open_table(site: Site, page: int, link: PageLinks) -> Markup:
    return _table(site, by_document(site.open_findings), page, link, suppressed=False)


def _suppressed_table(site: Site, page: int, link: PageLinks) -> Markup:
    return _table(site, by_document(site.suppressed_findings), page, link, suppressed=True)


def _table(site: Site, findings: Sequence[Finding], page: int, link: PageLinks, suppressed: bool) -> Markup:
    table_pages = _suppressed_pages(findings) if suppressed else _open_pages(findings)
    rows = []
    for finding in rows_on_page(findings, page):
        subject = site.graph.record_with_ref(finding.subject)
        rows.append(
            (
                finding_row(finding, site.graph, link),
                link(subject) if subject else "",
                assignment_phrase(site.owner(subject), link) if subject and finding.owner else (),
            )
        )
    return template("finding_table")(
        rows=rows, suppressed=suppressed, names=word_table("SEVERITIES"), navigation=table_pages.navigation(page, link)
    )
