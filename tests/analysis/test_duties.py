"""What is due: every day that a document sets for somebody."""

from __future__ import annotations

from datetime import date

import pytest

from docgraph.analysis.duties import Duty, duties
from docgraph.analysis.reviews import DEFAULT_FIRST_REVIEWS, FirstReviews
from tests.corpus import record, trace_of

PEOPLE = {"jane.md": record("person"), "sam.md": record("person"), "gone.md": record("person", left="2026-01-01")}


def found(**documents: str) -> list[tuple[str, str | None, tuple[str, ...]]]:
    """What is due in the documents, each with its day and the people who do it."""
    graph = trace_of({**PEOPLE, **{f"{name}.md": text for name, text in documents.items()}})
    return [
        (duty.type, duty.due.isoformat() if duty.due else None, tuple(person.id for person in duty.people(graph)))
        for duty in duties(graph, DEFAULT_FIRST_REVIEWS)
    ]


@pytest.mark.parametrize(
    ("document", "due"),
    [
        (record("outcome", owner="jane", due="2026-Q4"), ("outcome", "2026-12-31", ("jane",))),
        (record("outcome", owner="jane"), ("outcome", None, ("jane",))),
        (record("outcome", owner="gone", due="2027-01-01"), ("outcome", "2027-01-01", ())),
        (record("agent", owner="jane", reviews="[{due: 2026-12-01}]"), ("review", "2026-12-01", ("jane",))),
        (
            record("agent", owner="jane", reviewer="sam", reviews="[{due: 2026-10-01}]"),
            ("review", "2026-10-01", ("sam",)),
        ),
        (
            record("decision", owner="jane", follow_up="[{on: 2026-12-01, who: sam, what: look}]"),
            ("follow-up", "2026-12-01", ("sam",)),
        ),
        (record("decision", owner="jane", follow_up="[{on: 2026-12-01}]"), ("follow-up", "2026-12-01", ("jane",))),
        (record("incident", actions="[{what: a, owner: sam, due: 2026-10-01}]"), ("action", "2026-10-01", ("sam",))),
        (
            record("context-pack", owner="sam", refreshed="2026-09-01", fresh_for="90d"),
            ("renewal", "2026-11-30", ("sam",)),
        ),
        (record("context-pack", owner="sam", fresh_for="90d"), ("renewal", None, ("sam",))),
        (
            record("runbook", owner="sam", reviewed="2026-09-01", review_every="6 months"),
            ("reading", "2027-03-01", ("sam",)),
        ),
        (record("runbook", owner="sam", review_due="2027-01-01"), ("reading", "2027-01-01", ("sam",))),
        (
            record("runbook", owner="sam", reviewed="2026-09-01", review_every="6 months", review_due="2027-01-01"),
            ("reading", "2027-01-01", ("sam",)),
        ),
        (
            record("runbook", owner="sam", reviewed="2026-09-01", review_every="1 month", review_due="2027-01-01"),
            ("reading", "2026-10-01", ("sam",)),
        ),
        (
            record("runbook", owner="sam", waivers="[{code: RUN002, owner: jane, reason: r, until: 2026-12-31}]"),
            ("waiver", "2026-12-31", ("jane",)),
        ),
        (record("role", holders="[{person: sam, to: 2027-01-01}]"), ("term", "2027-01-01", ("sam",))),
        (record("person", id="leaver", left="2027-02-01"), ("leaving", "2027-02-01", ("leaver",))),
        (
            record("agent", owner="jane", history="[{owner: jane, to: 2027-01-01}]"),
            ("tenure", "2027-01-01", ("jane",)),
        ),
    ],
)
def test_every_declared_date_is_a_duty(document: str, due: tuple[str, str | None, tuple[str, ...]]) -> None:
    assert found(it=document) == [due]


@pytest.mark.parametrize(
    "document",
    [
        record("outcome", owner="jane", due="2026-01-01", status="met"),
        record("outcome", owner="jane", due="2026-02-30"),
        record("agent", owner="jane", reviews="[{due: 2026-10-01, on: 2026-10-02}, {due: 2026-11-01, decision: d}]"),
        record("agent", owner="jane", status="retired", reviews="[{due: 2026-10-01}]", reviewed="2026-01-01",
               review_every="1 month"),
        record("decision", owner="jane", follow_up="[{on: 2026-10-01, done: true}]"),
        record("decision", owner="jane", status="superseded", follow_up="[{on: 2026-10-01}]"),
        record("incident", actions="[{what: a, owner: sam, due: 2026-10-01, done: 2026-10-01}]"),
        record("context-pack", owner="sam", refreshed="2026-01-01"),
        record("role", holders="[{person: sam, to: 2026-11-21}]"),
        record("person", id="leaver", left="2026-11-21"),
    ],
)  # fmt: skip
def test_what_is_done_or_over_is_not_a_duty(document: str) -> None:
    assert found(it=document) == []


def test_the_longest_overdue_duty_comes_first_and_undated_ones_last() -> None:
    documents = {
        "a": record("outcome", owner="jane"),
        "b": record("outcome", owner="jane", due="2027-01-01"),
        "c": record("outcome", owner="jane", due="2026-01-01"),
    }
    assert [day for _, day, _ in found(**documents)] == ["2026-01-01", "2027-01-01", None]


def owed(hired: str, reviews: str = "", first: FirstReviews = DEFAULT_FIRST_REVIEWS) -> list[tuple[str, date | None]]:
    keys = {"owner": "jane", "status": "active", "hired": hired, **({"reviews": reviews} if reviews else {})}
    found: list[Duty] = duties(trace_of({**PEOPLE, "a.md": record("agent", **keys)}), first)
    return [(duty.type, duty.due) for duty in found]


def test_first_reviews_that_are_neither_done_nor_scheduled_are_due() -> None:
    assert owed("2026-11-10") == [("first-review", date(2026, 12, 10)), ("first-review", date(2027, 1, 9)),
                                  ("first-review", date(2027, 2, 8))]  # fmt: skip
    assert owed("2026-11-10", "[{due: 2026-12-08}, {due: 2027-01-20}]") == [
        ("review", date(2026, 12, 8)), ("review", date(2027, 1, 20)), ("first-review", date(2027, 2, 8))
    ]  # fmt: skip
    assert owed("2026-10-25", "[{on: 2026-11-20}]") == [("first-review", date(2026, 12, 24)),
                                                        ("first-review", date(2027, 1, 23))]  # fmt: skip


def test_only_the_last_missed_first_review_is_due() -> None:
    assert owed("2026-01-01") == [("first-review", date(2026, 4, 1))]
    assert owed("2026-01-01", "[{on: 2026-05-01}]") == []
    assert owed("2026-01-01", "[{due: 2026-03-01}]") == [("review", date(2026, 3, 1))]


def test_a_team_can_set_its_own_first_reviews() -> None:
    assert owed("2026-11-20", first=FirstReviews((7,), 1)) == [("first-review", date(2026, 11, 27))]
    assert owed("2026-11-20", first=FirstReviews(())) == []
    assert owed("9999-12-30") == [("first-review", date.max)] * 3
