"""The day by which an outcome is promised: a date, or the last day of a month, quarter or half."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from docgraph.kinds import Outcome


@pytest.mark.parametrize(
    ("said", "day"),
    [("2030-06-30", "2030-06-30"), ("2030-02", "2030-02-28"), ("2030-Q2", "2030-06-30"), ("2030-H2", "2030-12-31")],
)
def test_a_span_ends_on_its_last_day(said: str, day: str) -> None:
    assert str(Outcome(id="o", due=said).due) == day  # type: ignore[arg-type, call-arg]


@pytest.mark.parametrize(
    ("said", "help"),
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
def test_another_spelling_is_told_with_the_one_that_is_read(said: str, help: str) -> None:
    with pytest.raises(ValidationError) as told:
        Outcome(id="o", due=said)  # type: ignore[arg-type, call-arg]
    [error] = told.value.errors()
    assert error["ctx"]["help"].startswith(help)
