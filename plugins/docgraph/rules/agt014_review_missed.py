from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._reviews import held


@rule("AGT014", "review-missed", WARNING, dated=True)
def review_missed(trace: Trace, *, days: tuple[int, ...] = (30, 60, 90), early: int = 15) -> Iterator[Finding]:
    """A review of an agent was due and was not held."""
    for agent in trace.all(Agent):
        if agent.status != "active":
            continue
        late = [number for number, review in enumerate(agent.reviews) if _is_late(agent, number, trace.as_of)]
        for number in late:
            message = f"the review of agent `{agent.id}` that was due on {agent.reviews[number].due} was not held"
            yield agent.finding(("reviews", number), message, help="add `on: <the day it was held>`, or move `due`")
        passed = [day for day in days if agent.hired and agent.hired + timedelta(day) < trace.as_of]
        if not passed or late or agent.hired is None or agent.unusable("reviews"):
            continue
        due = agent.hired + timedelta(max(passed))
        booked = [review.due for review in agent.reviews if review.due and trace.as_of <= review.due]
        counts = [day for day in held(trace, agent) if day >= due - timedelta(early)]
        if not counts and not [day for day in booked if day < due + timedelta(min(days))]:
            message = f"the {max(passed)}-day review of agent `{agent.id}` was due on {due}"
            help = "hold it and add `{on: <the day>}` to `reviews`, or book it soon: `{due: <the day>}`"
            yield agent.finding("reviews", message, help=help)


def _is_late(agent: Agent, number: int, as_of: date) -> bool:
    review = agent.reviews[number]
    answered = review.on or review.decision or agent.unusable("reviews", number)
    return review.due is not None and review.due < as_of and not answered
