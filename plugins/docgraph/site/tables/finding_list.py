"""Findings as table rows, lists, and the panel on pages that are not a record's page."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup
from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Accepted, Finding, Severity, Waived
from docgraph.model.install_source import IS_PLACEHOLDER, rule_address
from docgraph.site.context import Href, Site, sort_nodes
from docgraph.site.render.environment import kind_words, template, word_table
from docgraph.site.render.format import PageLinks, isolated, message_markup

_MAX_FINDINGS = 20


class FindingRow(Struct, frozen=True):
    """A rendered finding.

    `code` links to the page of its rule, and `place` to the source. `approved_by` lists who approved its waiver, or
    who accepted it in the baseline.
    """

    code: Markup
    severity: str
    message: Markup
    help: Markup
    place: Markup
    waiver: Waived | None
    accepted: Accepted | None
    reason: Markup
    approved_by: Markup


def finding_row(finding: Finding, graph: DocGraph, link: PageLinks) -> FindingRow:
    """The parts of a finding as rendered in a table or list."""
    return FindingRow(
        _rule_link(finding.code),
        (finding.severity or Severity.WARNING).value,
        message_markup(finding.message),
        message_markup(finding.help),
        link.source(finding.at),
        finding.waived,
        finding.accepted,
        isolated(finding.waived.reason) if finding.waived else Markup(),
        linked_ids(_approved_by(finding), graph, link),
    )


def _rule_link(code: str) -> Markup:
    """The code of a rule, as a link once the documentation has an address."""
    words = Markup("<code>%s</code>") % code
    return words if IS_PLACEHOLDER else Markup('<a href="%s">%s</a>') % (rule_address(code), words)


def _approved_by(finding: Finding) -> str:
    if finding.waived:
        return finding.waived.owner
    return finding.accepted.by if finding.accepted else ""


def linked_ids(text: str, graph: DocGraph, link: PageLinks) -> Markup:
    """`text`, a comma-separated list of ids of people and roles, with each id as a link."""
    names = [name.strip() for name in text.split(",")]
    found = [(name, graph.get(name, "person", "role")) for name in names if name]
    return Markup(", ").join(link(record) if record else isolated(name) for name, record in found)


def finding_list(findings: Sequence[Finding], graph: DocGraph, link: PageLinks) -> Markup:
    """HTML list of the first 20 findings, and the number of the others; empty without findings."""
    return _render_list([finding_row(finding, graph, link) for finding in findings[:_MAX_FINDINGS]], len(findings))


def panel(site: Site, path: str, href: Href) -> str:
    """HTML with findings and records of a document that is not a record's page; empty if none."""
    link = PageLinks(href, site.graph.as_of)
    records = sort_nodes(site.listed_records.get(path, ()))
    findings = finding_list(site.findings_in(path), site.graph, link)
    if not (records or findings):
        return ""
    return template("panel")(findings=findings, records=records, link=link, kinds=kind_words())


def _render_list(shown: list[FindingRow], number: int) -> Markup:
    if not shown:
        return Markup()
    more = number - len(shown)
    return template("finding_list")(findings=shown, more=more, names=word_table("SEVERITIES"))
