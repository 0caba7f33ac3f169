"""The view of findings, and the panel on a page that is no record's own."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from docgraph.model.location import Location
from docgraph.site import Site, SourceTarget, Target, panel, views_of
from docgraph.site.tables import finding_list
from tests.site.organisation import href, organisation
from tests.site.reading import reading, text, without_views

SITE = organisation()


def rendered(site: Site, path: str = "findings") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def test_the_first_sentence_counts_the_findings_and_their_documents() -> None:
    content = text(without_views(rendered(SITE)))
    assert content.startswith(
        "Findings as of 21 Nov 2026 3 open findings in 3 documents: 1 error, 1 warning, 1 info. "
        "1 finding is suppressed."
    )
    assert '<strong class="docgraph-gap">3 open findings in 3 documents</strong>' in rendered(SITE)


def test_findings_are_listed_with_location_message_fix_and_owner() -> None:
    assert (
        "Test coverage of module X docs/outcomes/coverage.md:2:7 error OWN001 outcome coverage has no owner "
        "add owner: <person or role id> no owner" in text(rendered(SITE))
    )


def test_findings_of_a_document_follow_each_other_the_worst_document_first() -> None:
    error, warning, info = SITE.open_findings
    other = replace(info, document="", at=error.at, message="also here")
    site = Site(SITE.graph, (warning, info, other, error))
    content = text(rendered(site))
    assert content.index("OWN001") < content.index("also here") < content.index("AGT001")
    assert "in 3 documents" in content


def test_locations_link_to_the_line_of_the_source() -> None:
    def from_host(target: Target) -> str:
        return f"https://example.org/blob/{target.path}" if isinstance(target, SourceTarget) else href(target)

    page = {view.path: view for view in views_of(SITE)}["findings"].render(SITE, from_host)
    link = '<a href="https://example.org/blob/docs/outcomes/coverage.md#L2">docs/outcomes/coverage.md:2:7</a>'
    assert link in page and "blob" not in rendered(SITE)


def test_codes_link_to_their_rules_once_the_documentation_has_an_address(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "/reference/rules/" not in rendered(SITE)
    monkeypatch.setattr(finding_list, "IS_PLACEHOLDER", False)
    assert '/reference/rules/own001/"><code>OWN001</code></a>' in rendered(SITE)


def test_suppressed_findings_are_separate_with_reason_owner_and_expiry() -> None:
    apart = text(rendered(SITE)).partition("Suppressed findings by document, with the reason")[2]
    assert "omar.hakim left on 15 Jul 2026 she starts in February Jane Doe, until 31 Jan 2027" in apart


def test_dates_are_formatted_except_in_code() -> None:
    finding = replace(SITE.findings[0], message="due on 2026-06-30, of 2026-02-30", help="write `due: 2026-07-31`")
    content = rendered(Site(SITE.graph, (finding,)))
    assert "due on 30 Jun 2026, of 2026-02-30" in text(content)
    assert "<code>due: 2026-07-31</code>" in content


def test_the_most_severe_come_first() -> None:
    content = text(rendered(SITE))
    assert content.index("OWN001") < content.index("AGT001") < content.index("AGT009")


def test_no_findings_are_stated_plainly() -> None:
    content = text(without_views(rendered(Site(SITE.graph))))
    assert content == "Findings as of 21 Nov 2026 No open findings. No suppressed findings."


def test_many_findings_continue_on_numbered_pages() -> None:
    site = Site(SITE.graph, SITE.findings[:1] * 150)
    assert [view.path for view in views_of(site) if view.path.startswith("findings")] == ["findings", "findings/2"]
    assert rendered(site, "findings/2").count("<code>OWN001</code>") == 50


def test_a_list_of_records_shows_them_and_its_findings() -> None:
    finding = replace(SITE.findings[0], at=Location("docs/people.md", 7, 3), subject="")
    page = reading(panel(Site(SITE.graph, (finding,)), "docs/people.md", href))
    assert "This page contains 2 people: Maria Chen, Omar Hakim." in page.text
    assert "error OWN001 outcome coverage has no owner (docs/people.md:7:3)" in page.text
    assert "person/maria.chen.html" in page.hrefs


def test_a_page_without_records_and_findings_has_no_panel() -> None:
    assert panel(SITE, "docs/guide.md", href) == ""
