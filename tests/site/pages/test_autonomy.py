"""The autonomy audit: which level each agent works at, by which decision and on which evidence."""

from __future__ import annotations

from typing import Any

from docgraph.kinds import Agent, Decision, Incident, Person
from docgraph.model.record import Record
from docgraph.site import Site, views_of
from docgraph.site.render.declared_values import day
from tests.site.organisation import href, made, organisation, trace_of
from tests.site.pages.test_traceability_index import row
from tests.site.reading import text, without_views

SITE = organisation()
EVIDENCE = [{"metric": "accuracy", "value": "97 %", "period": "4 weeks", "source": "https://example.org/evals"}]


def rendered(site: Site, path: str = "autonomy") -> str:
    return {view.path: view for view in views_of(site)}[path].render(site, href)


def audit(*more: Record, **agent: Any) -> str:
    kept = {"title": "Helper", "owner": ["p"], "autonomy": "L2", **agent}
    return rendered(Site(trace_of([made(Person, "p", title="Pat"), made(Agent, "a", **kept), *more])))


def moved(id: str = "d", to: str = "L2", date: str = "2026-01-05", **more: Any) -> Record:
    fields = {"title": "Let it", "owner": ["p"], "status": "accepted", "evidence": EVIDENCE, **more}
    return made(Decision, id, promotes={"agent": ["a"], "to": to}, date=date, **fields)


def test_the_first_line_counts_every_agent_with_a_problem() -> None:
    assert text(without_views(rendered(SITE))).startswith(
        "Autonomy audit as of 21 Nov 2026 · 2 agents, 1 retired not counted "
        "1 of 2 agents has a problem: 1 has no owner. 1 agent is above L1."
    )
    assert (
        "1 of 1 agent has a problem: 1 has no evidence, 1 has no review scheduled, 1 has no rollback procedure, "
        "1 has no reviewer. 1 agent is above L1."
    ) in text(audit())
    unseen = moved(evidence=EVIDENCE, date="2026-11-01")
    sound = {"reviewer": ["p"], "rollback": {"procedure": "stop it"}, "reviews": [{"due": "2026-12-01"}]}
    assert "No problems found in 1 agent." in text(audit(unseen, status="active", **sound))
    assert "No agent is above L1." in text(audit(autonomy="L1"))
    assert "There are no agents in use." in text(rendered(Site(trace_of([]))))


def test_a_row_shows_decision_evidence_reviews_and_rollback() -> None:
    assert row(rendered(SITE), "Import triage") == (
        "Import triage active Jane Doe L2, since 15 Sep 2025 Promote import triage by Jane Doe, the board "
        "accuracy 96 %, 4 weeks (../guide.md#evals) Maria Chen last 2 Sep 2026 next 1 Dec 2026 "
        "run revert_to_last_good by Sam Lee 1: A wrong merge"
    )


def test_every_gap_is_labelled() -> None:
    assert row(audit(), "Helper") == (
        "Helper no status Pat L2 no decision no evidence no reviewer never reviewed "
        "no review scheduled not documented —none"
    )


def test_a_decision_without_evidence_or_for_another_level_does_not_count() -> None:
    assert "by Pat no evidence" in row(audit(moved(evidence=[])), "Helper")
    differs = audit(moved(to="L3"))
    assert "Let it by Pat the decision sets L3 accuracy 97 %" in row(differs, "Helper")
    assert "1 has no evidence" in text(differs)


def test_the_last_accepted_decision_up_to_the_as_of_date_counts() -> None:
    later = (
        moved("e", "L2", "2026-03-01", title="Back again"),
        moved("f", "L3", "2026-12-01"),
        moved("g", status="proposed"),
    )
    assert "L2, since 1 Mar 2026 Back again by Pat" in row(audit(moved(), *later), "Helper")


def test_evidence_links_to_its_source() -> None:
    assert 'href="https://example.org/evals"' in audit(moved())


def test_agents_without_an_owner_come_first_then_without_evidence_then_the_highest_level() -> None:
    records = [
        made(Person, "p", title="Pat"),
        made(Agent, "low", title="Low", owner=["p"], autonomy="L1"),
        made(Agent, "bare", title="Bare", owner=["p"], autonomy="L2"),
        made(Agent, "a", title="Proved", owner=["p"], autonomy="L3"),
        made(Agent, "orphan", title="Orphan", autonomy="L1"),
        moved(to="L3"),
        made(Incident, "i", title="It broke", affects=["agent:low"]),
    ]
    content = text(rendered(Site(trace_of(records))))
    assert content.index("Orphan") < content.index("Bare") < content.index("Proved") < content.index("Low")


def test_an_overdue_review_is_highlighted() -> None:
    assert "1 Oct 2026, overdue" in row(audit(reviews=[{"due": "2026-10-01"}]), "Helper")


def test_many_agents_continue_on_numbered_pages() -> None:
    site = Site(trace_of([made(Agent, f"a{number:03}") for number in range(130)]))
    assert rendered(site, "autonomy/2").count('scope="row"') == 30


def test_the_next_review_equals_the_first_due_review_of_the_calendar() -> None:
    """A review that is owed has the day that the calendar gives it; an active agent without any has a gap."""
    reviews = [{"due": "2026-02-01", "on": "2026-02-01"}]
    old = made(Agent, "old", title="Old", status="active", hired="2026-01-01", reviews=reviews * 3)
    new = made(Agent, "new", title="New", status="active", hired="2026-11-01")
    site = Site(trace_of([old, new]))
    page = {view.path: view for view in views_of(site)}["autonomy"].render(site, href)
    assert "no review scheduled" not in text(page)
    idle = Site(trace_of([made(Agent, "idle", title="Idle", status="active")]))
    assert "no review scheduled" in row(rendered(idle), "Idle")
    owed = [duty.due for duty in site.duties if duty.record is new]
    assert owed
    assert f"next {day(min(number for number in owed if number))}" in row(page, "New")
