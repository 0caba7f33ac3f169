from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule

_AFTER = (30, 60, 90)


@rule("AGT014", "review-missed", WARNING, dated=True)
def review_missed(trace: Trace, *, grace: int = 14) -> Iterator[Finding]:
    """A review after 30, 60 or 90 days did not take place."""
    for agent in trace.all(Agent):
        if agent.hired is None or agent.status != "active" or agent.unusable("reviews"):
            continue
        held = [(review.on - agent.hired).days for review in agent.reviews if review.on]
        for begin, days in zip((0, *_AFTER), _AFTER, strict=False):
            due = agent.hired + timedelta(days=days)
            if due + timedelta(days=grace) < trace.as_of and not any(begin < day <= days + grace for day in held):
                message = f"the review of agent `{agent.id}` after {days} days, due on {due}, is not recorded"
                yield agent.finding(
                    "reviews", message, help=f"add `- {{due: {due}, on: <the day it took place>}}` to `reviews:`"
                )
