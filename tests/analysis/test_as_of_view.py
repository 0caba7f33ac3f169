"""The doc graph as it was on a past day."""

from __future__ import annotations

from docgraph.analysis.as_of_view import without_later
from docgraph.kinds.outcome import Outcome
from tests.corpus import trace_of


def test_a_day_that_is_not_recorded_is_invalid_whatever_was_asked_of_the_record_before() -> None:
    graph = trace_of({"o.md": "---\nkind: outcome\nreviewed: 2027-03-01\ndue: soon\n---\n"})
    [outcome] = graph.all(Outcome)
    assert outcome.has_invalid("due")
    [earlier] = without_later(graph).all(Outcome)
    assert earlier.has_invalid("due")
    assert earlier.has_invalid("reviewed")
    assert not outcome.has_invalid("reviewed")
