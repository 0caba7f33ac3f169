from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.reviews import FirstReviews, due_first_reviews, scheduled_reviews
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("AGT014", "review-missed", WARNING, dated=True)
def review_missed(graph: DocGraph, *, days: tuple[int, ...] = (30, 60, 90), early: int = 15) -> Iterator[Finding]:
    """A review of an agent is overdue."""
    for agent in graph.all(Agent):
        if agent.status != "active":
            continue
        for number, due in scheduled_reviews(agent):
            if due < graph.as_of:
                message = f"the review of agent `{agent.id}` was due on {due} and is not recorded"
                help = "add the date it was held as `on: YYYY-MM-DD`, or postpone `due:`"
                yield agent.finding(("reviews", number), message, help=help, unless=unread(agent, ("reviews", number)))
        for after, due in due_first_reviews(graph, agent, FirstReviews(days, early)):
            if due < graph.as_of:
                message = f"the {after}-day review of agent `{agent.id}` was due on {due} and is not recorded"
                help = (
                    "add the date it was held as `{on: YYYY-MM-DD}` to `reviews:`, "
                    "or reschedule it there with `{due: YYYY-MM-DD}`"
                )
                yield agent.finding("reviews", message, help=help, unless=unread(agent, "reviews"))
