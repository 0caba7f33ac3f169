"""The doc graph as it was on a past day."""

from __future__ import annotations

from docgraph.analysis.as_of_view import without_later
from docgraph.analysis.timeline import later_changes
from docgraph.kinds.outcome import Outcome
from tests.corpus import trace_of


def test_a_later_date_is_invalid_in_the_view_only_even_after_a_query() -> None:
    graph = trace_of({"o.md": "---\nkind: outcome\nreviewed: 2027-03-01\ndue: soon\n---\n"})
    [outcome] = graph.all(Outcome)
    assert outcome.has_invalid("due")
    [earlier] = without_later(graph).all(Outcome)
    assert earlier.has_invalid("due")
    assert earlier.has_invalid("reviewed")
    assert not outcome.has_invalid("reviewed")


def test_a_later_review_and_its_reviewer_are_removed_together() -> None:
    document = "---\nkind: outcome\nreviewed: 2027-03-01\nreviewed-by: jane\n---\n"
    graph = trace_of({"o.md": document, "jane.md": "---\nkind: person\n---\n"})
    [outcome] = graph.all(Outcome)
    [review] = later_changes(graph)
    assert (review.event, [link.target.ref for link in review.links if link.target]) == ("reviewed", ["person:jane"])
    earlier = without_later(graph)
    [before] = earlier.all(Outcome)
    assert (outcome.reviewed_by, before.reviewed_by, before.reviewed) == (("jane",), (), None)
    assert list(earlier.links_of(before)) == []
