"""The reviews of an agent: completed, scheduled, and due after it was hired."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.analysis.promotions import promotions
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.model.field_types import Duration


class FirstReviews(Struct, frozen=True):
    """The schedule of an agent's first reviews: by default, 30, 60 and 90 days after hiring.

    A review up to `early` days before the due date counts as that first review.
    """

    days: tuple[int, ...] = (30, 60, 90)
    early: int = 15


DEFAULT_FIRST_REVIEWS = FirstReviews()


def completed_reviews(graph: DocGraph, agent: Agent) -> list[date]:
    """Dates up to the as-of date on which an agent was reviewed.

    They are the dates of reviews, and of decisions that a review refers to.
    """
    targets = (link.target for link in graph.links_of(agent, "reviews.decision"))
    decided = (decision.date for decision in targets if isinstance(decision, Decision))
    days = (*(review.on for review in agent.reviews), *decided)
    return [day for day in days if day and day <= graph.as_of]


def _reviews_and_moves(graph: DocGraph, agent: Agent) -> list[date]:
    moved = (change.on for change in promotions(graph, agent))
    return [*completed_reviews(graph, agent), *(day for day in moved if day and day <= graph.as_of)]


def scheduled_reviews(agent: Agent) -> list[tuple[int, date]]:
    """Items of `reviews` that have a due date and have not taken place, as `(index, due date)`."""
    return [
        (number, review.due)
        for number, review in enumerate(agent.reviews)
        if review.due and not (review.on or review.decision)
    ]


def due_first_reviews(graph: DocGraph, agent: Agent, first: FirstReviews) -> list[tuple[int, date]]:
    """First reviews that are neither completed nor scheduled, as `(days after hiring, due date)`.

    Only the last overdue review is included. If a scheduled review is overdue, no overdue first review is included.
    """
    hired, as_of = agent.hired, graph.as_of
    if hired is None or not first.days:
        return []
    ahead = [review.due for review in agent.reviews if review.due and as_of <= review.due]
    due = [(days, Duration(days, "d").after(hired)) for days in sorted(first.days)]
    passed = [entry for entry in due if entry[1] < as_of]
    late = any(day < as_of for _, day in scheduled_reviews(agent))
    missing = []
    for days, on in (*([] if late else passed[-1:]), *due[len(passed) :]):
        # a scheduled review is never too early for a due date that has passed
        soon = [day for day in ahead if -first.early <= (day - on).days < min(first.days)]
        if not soon and not [day for day in _reviews_and_moves(graph, agent) if (on - day).days <= first.early]:
            missing.append((days, on))
    return missing
