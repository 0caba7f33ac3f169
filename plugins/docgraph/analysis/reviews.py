"""The reviews of an agent: on which days it was reviewed, and which reviews it owes."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from docgraph.analysis.promotions import promotions
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.model.field_types import Duration


class FirstReviews(Struct, frozen=True):
    """How many days after it was hired an agent is reviewed; a review up to `early` days before counts."""

    days: tuple[int, ...] = (30, 60, 90)
    early: int = 15


DEFAULT_FIRST_REVIEWS = FirstReviews()


def past_review_days(trace: DocGraph, agent: Agent) -> list[date]:
    """The days, up to the as-of date, of its reviews, of their decisions, and of those that moved its level."""
    named = (link.target for link in trace.links_of(agent, "reviews.decision"))
    decided = (decision.date for decision in named if isinstance(decision, Decision))
    moved = (hop.on for hop in promotions(trace, agent))
    days = (*(review.on for review in agent.reviews), *decided, *moved)
    return [day for day in days if day and day <= trace.as_of]


def scheduled_reviews(agent: Agent) -> list[tuple[int, date]]:
    """The listed reviews that were not held: the place in the list, and the day they are due."""
    return [
        (number, review.due)
        for number, review in enumerate(agent.reviews)
        if review.due and not (review.on or review.decision)
    ]


def due_first_reviews(trace: DocGraph, agent: Agent, first: FirstReviews) -> list[tuple[int, date]]:
    """The first reviews that were neither held nor booked: after how many days, and the day.

    Of those whose day has passed only the last is owed, and none while a listed one is late: that one is told.
    """
    hired, as_of = agent.hired, trace.as_of
    if hired is None or not first.days:
        return []
    ahead = [review.due for review in agent.reviews if review.due and as_of <= review.due]
    due = [(days, Duration(days, "d").after(hired)) for days in sorted(first.days)]
    passed = [entry for entry in due if entry[1] < as_of]
    late = any(day < as_of for _, day in scheduled_reviews(agent))
    owing = []
    for days, on in (*([] if late else passed[-1:]), *due[len(passed) :]):
        # what is ahead is never too early for a day that has passed
        soon = [day for day in ahead if -first.early <= (day - on).days < min(first.days)]
        if not soon and not [day for day in past_review_days(trace, agent) if (on - day).days <= first.early]:
            owing.append((days, on))
    return owing
