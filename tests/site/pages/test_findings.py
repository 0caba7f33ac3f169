"""The view of findings, and the panel on a page that is no record's own."""

from __future__ import annotations

from msgspec.structs import replace

from docgraph.model.location import Location
from docgraph.site import Site, panel, views_of
from tests.site.organisation import href, organisation
from tests.site.reading import reading, text

SITE = organisation()


def rendered(site: Site, path: str = "findings") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def test_findings_are_counted_and_told_with_place_message_help_and_owner() -> None:
    told = text(rendered(SITE))
    assert told.startswith("Findings as of 21 Nov 2026 · 1 error · 1 warning · 1 info · 1 suppressed")
    assert (
        "error OWN001 outcome coverage has no owner add owner: <person or role id> "
        "Test coverage of module X docs/outcomes/coverage.md:2:7 — no owner —" in told
    )


def test_waived_findings_stand_apart_with_reason_owner_and_expiry() -> None:
    apart = text(rendered(SITE)).partition("Suppressed Findings suppressed by a waiver")[2]
    assert "omar.hakim left on 15 Jul 2026 she starts in February Jane Doe, until 31 Jan 2027" in apart


def test_days_read_alike_and_what_is_to_be_written_stays() -> None:
    finding = replace(SITE.findings[0], message="due on 2026-06-30, of 2026-02-30", help="write `due: 2026-07-31`")
    told = rendered(Site(SITE.graph, (finding,)))
    assert "due on 30 Jun 2026, of 2026-02-30" in text(told)
    assert "<code>due: 2026-07-31</code>" in told


def test_the_most_severe_come_first() -> None:
    told = text(rendered(SITE))
    assert told.index("OWN001") < told.index("AGT001") < told.index("AGT009")


def test_no_finding_is_said_plainly() -> None:
    told = text(rendered(Site(SITE.graph)))
    assert "No open findings." in told
    assert "No suppressed findings." in told


def test_many_findings_go_on_in_numbered_pages() -> None:
    site = Site(SITE.graph, SITE.findings[:1] * 150)
    assert [view.path for view in views_of(site) if view.path.startswith("findings")] == ["findings", "findings/2"]
    assert rendered(site, "findings/2").count("<code>OWN001</code>") == 50


def test_a_list_of_records_shows_them_and_its_findings() -> None:
    finding = replace(SITE.findings[0], at=Location("docs/people.md", 7, 3), subject="")
    page = reading(panel(Site(SITE.graph, (finding,)), "docs/people.md", href))
    assert "This page contains 2 people: Maria Chen, Omar Hakim." in page.text
    assert "error OWN001 outcome coverage has no owner (docs/people.md:7:3)" in page.text
    assert "person/maria.chen.html" in page.hrefs


def test_a_page_with_nothing_to_tell_has_no_panel() -> None:
    assert panel(SITE, "docs/guide.md", href) == ""
