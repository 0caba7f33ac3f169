"""The portfolio review: every outcome by holder and state."""

from __future__ import annotations

from docgraph.kinds import Outcome, Person
from docgraph.site import Site, views_of
from tests.site.organisation import href, made, organisation, trace_of
from tests.site.pages.test_traceability_index import row
from tests.site.reading import text, without_views

SITE = organisation()


def rendered(site: Site, path: str = "portfolio") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


PAGE = rendered(SITE)


def test_the_first_line_counts_the_outcomes_by_state_and_the_gaps() -> None:
    assert text(without_views(PAGE)).startswith(
        "Portfolio review as of 21 Nov 2026 8 outcomes: 7 open (1 overdue), 1 met. "
        "6 outcomes have no owner. 6 open outcomes have no agent."
    )
    assert "No outcomes are documented." in text(rendered(Site(trace_of([]))))


def test_outcomes_are_counted_by_owner_and_state() -> None:
    counted = PAGE.partition("by owner and state")[2]
    assert row(counted, "no owner") == "no owner 1 overdue 5 —none —none —none 6"
    assert row(counted, "Maria Chen") == "Maria Chen —none 1 —none —none —none —none"
    assert row(counted, "Omar Hakim") == "Omar Hakim (left 15 Jul 2026) —none —none —none 1 —none —none"


def test_a_row_shows_owner_state_due_date_result_and_agents() -> None:
    assert row(PAGE, "Onboarding") == (
        "Onboarding under 15 minutes Maria Chen as Head of import open 31 Mar 2027 —none Import triage L2"
    )
    assert row(PAGE, "Shipped") == (
        "Shipped Omar Hakim (left 15 Jul 2026) met 31 May 2026 "
        "96 % reported by Jane Doe, 20 May 2026 https://example.org/r(1). —none"
    )
    assert row(PAGE, "Test coverage") == "Test coverage of module X no owner overdue 30 Jun 2026 —none no agent"


def test_a_closed_outcome_without_a_result_or_its_evidence_is_a_gap() -> None:
    records = [
        made(Person, "p", title="Pat"),
        made(Outcome, "a", title="Bare", owner=["p"], status="missed"),
        made(Outcome, "b", title="Told", owner=["p"], status="met", result={"value": "12"}),
        made(Outcome, "c", title="Dropped", owner=["p"], status="dropped"),
    ]
    page = rendered(Site(trace_of(records)))
    assert "Bare Pat missed —none no result —none" in text(page)
    assert "Told Pat met —none 12 no evidence —none" in text(page)
    assert "Dropped Pat dropped —none —none —none" in text(page)


def test_outcomes_without_an_owner_come_first_and_overdue_ones_before_the_next() -> None:
    records = [
        made(Person, "p", title="Pat"),
        made(Person, "q", title="Alex"),
        made(Outcome, "a", title="Pats later", owner=["p"], due="2027-06-01"),
        made(Outcome, "b", title="Pats next", owner=["p"], due="2027-01-01"),
        made(Outcome, "c", title="Pats late", owner=["p"], due="2026-01-01"),
        made(Outcome, "d", title="Alexs", owner=["q"], due="2027-01-01"),
        made(Outcome, "e", title="Orphan", due="2028-01-01"),
    ]
    content = text(rendered(Site(trace_of(records)))).partition("Sorted by owner")[2]
    places = [content.index(title) for title in ("Orphan", "Alexs", "Pats late", "Pats next", "Pats later")]
    assert places == sorted(places)


def test_many_outcomes_continue_on_numbered_pages() -> None:
    site = Site(trace_of([made(Outcome, f"o{number:03}") for number in range(101)]))
    assert rendered(site, "portfolio/2").count('scope="row"') == 1
    assert "holders/2" not in {view.path for view in views_of(site)}
