"""The day by which an outcome is promised: a date, or the last day of a month, quarter or half."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from docgraph.kinds import Agent, Decision, Incident, Outcome


@pytest.mark.parametrize(
    ("text", "day"),
    [("2030-06-30", "2030-06-30"), ("2030-02", "2030-02-28"), ("2030-Q2", "2030-06-30"), ("2030-H2", "2030-12-31")],
)
def test_a_span_ends_on_its_last_day(text: str, day: str) -> None:
    assert str(Outcome(id="o", due=text).due) == day  # type: ignore[arg-type, call-arg]


@pytest.mark.parametrize(
    ("text", "help"),
    [
        ("Q2 2030", "write `2030-Q2`"),
        ("2030-q2", "write `2030-Q2`"),
        ("2030 Q2", "write `2030-Q2`"),
        ("H1/2030", "write `2030-H1`"),
        ("Q5 2030", "write the date as YYYY-MM-DD"),
        ("2030-13", "write the date as YYYY-MM-DD, YYYY-MM, YYYY-Qn or YYYY-Hn"),
        ("soon", "write the date as YYYY-MM-DD"),
    ],
)
def test_the_error_of_another_spelling_names_the_accepted_one(text: str, help: str) -> None:
    with pytest.raises(ValidationError) as raised:
        Outcome(id="o", due=text)  # type: ignore[arg-type, call-arg]
    [error] = raised.value.errors()
    assert error["ctx"]["help"].startswith(help)


def test_all_that_is_due_may_be_a_span() -> None:
    outcome = Outcome(id="o", due="2030-Q2")  # type: ignore[arg-type, call-arg]
    incident = Incident(id="i", actions=[{"what": "a", "due": "2030-Q2"}])  # type: ignore[arg-type, call-arg]
    agent = Agent(id="a", reviews=[{"due": "2030-H1"}])  # type: ignore[arg-type, call-arg]
    decision = Decision(id="d", follow_up=[{"what": "a", "on": "2030-06"}])  # type: ignore[arg-type, call-arg]
    days = {outcome.due, incident.actions[0].due, agent.reviews[0].due, decision.follow_up[0].on}
    assert {str(day) for day in days} == {"2030-06-30"}
