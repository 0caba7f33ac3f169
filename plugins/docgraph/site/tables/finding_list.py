"""The list of findings that stands on a page, and the panel for a document that is no record's own page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Severity, Waived
from docgraph.site.context import Href, Site, sort_nodes
from docgraph.site.render.environment import template, words
from docgraph.site.render.format import PageLinks, isolated, spans

_MOST = 20


class FindingRow(Struct, frozen=True):
    """A finding as readers see it. `by` is who waived it."""

    code: str
    severity: str
    message: Markup
    help: Markup
    place: Markup
    waived: Waived | None
    reason: Markup
    by: Markup


def finding_row(finding: Finding, trace: DocGraph, link: PageLinks) -> FindingRow:
    return FindingRow(
        finding.code,
        (finding.severity or Severity.WARNING).value,
        spans(finding.message),
        spans(finding.help),
        isolated(str(finding.at)),
        finding.waived,
        isolated(finding.waived.reason) if finding.waived else Markup(),
        people_named(finding.waived.owner, trace, link) if finding.waived else Markup(),
    )


def people_named(text: str, trace: DocGraph, link: PageLinks) -> Markup:
    """Ids of people and roles, by comma, as links."""
    names = [name.strip() for name in text.split(",")]
    found = [(name, trace.get(name, "person", "role")) for name in names if name]
    return Markup(", ").join(link(record) if record else isolated(name) for name, record in found)


def finding_list(findings: Sequence[Finding], trace: DocGraph, link: PageLinks) -> Markup:
    """The findings as a list, the first of them if they are many; nothing if there are none."""
    return _listed([finding_row(finding, trace, link) for finding in findings[:_MOST]], len(findings))


def panel(site: Site, path: str, href: Href) -> str:
    """What a document that is no record's own page shows: its findings, and the records it lists. Empty if neither."""
    link = PageLinks(href, site.trace.as_of)
    records = sort_nodes(site.documents.get(path, ()))
    findings = finding_list(site.findings_in(path), site.trace, link)
    if not (records or findings):
        return ""
    return template("panel")(findings=findings, records=records, link=link, kinds=words("KINDS"))


def _listed(shown: list[FindingRow], number: int) -> Markup:
    if not shown:
        return Markup()
    more = number - len(shown)
    return template("finding_list")(findings=shown, more=more, names=words("SEVERITIES"))
