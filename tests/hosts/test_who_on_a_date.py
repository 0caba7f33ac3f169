"""`who` on a date: the owner of that date, by history, or that it is not recorded."""

from __future__ import annotations

from datetime import date

import pytest

from docgraph.hosts.holding import told
from tests.corpus import record, trace_of

HISTORY = "[{owner: sam, from: 2026-01-01, to: 2026-06-01}, {owner: jane, from: 2026-06-01}]"
FILES = {
    "people.md": "---\nkind: people\npeople: [{id: jane, title: Jane Doe}, {id: sam, title: Sam Lee}]\n---\n",
    "a.md": record("agent", owner="jane", history=HISTORY),
    "b.md": record("outcome", owner="jane"),
    "i.md": record("incident", owner="jane", date="2026-09-23"),
}


@pytest.mark.parametrize(
    ("name", "on", "answer"),
    [
        ("a", date(2026, 3, 1), "Sam Lee (sam) owns agent `a`"),
        ("a", date(2026, 7, 1), "Jane Doe (jane) owns agent `a`"),
        ("a", date(2025, 7, 1), "agent `a`: owner on that date not recorded; today: Jane Doe (jane)"),
        ("b", date(2026, 7, 1), "outcome `b`: owner on that date not recorded; today: Jane Doe (jane)"),
        ("b", date(2026, 10, 1), "Jane Doe (jane) holds outcome `b`"),
    ],
)
def test_who_answers_for_the_date(name: str, on: date, answer: str) -> None:
    assert told(trace_of(FILES, on), name)[0][0] == answer


def test_under_the_clock_the_owner_is_the_one_that_is_written() -> None:
    trace = trace_of(FILES, date(2026, 7, 1))
    trace.follows_clock, trace.retrospective = True, None
    assert told(trace, "b")[0][0] == "Jane Doe (jane) holds outcome `b`"
