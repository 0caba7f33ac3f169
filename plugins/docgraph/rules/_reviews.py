"""The days on which an agent was reviewed."""

from __future__ import annotations

from datetime import date

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.rules._promotions import promotions


def held(trace: Trace, agent: Agent) -> list[date]:
    """The days, up to the as-of date, of its reviews, of their decisions, and of those that moved its level."""
    named = (link.target for link in trace.links_of(agent, "reviews.decision"))
    decided = (decision.date for decision in named if isinstance(decision, Decision))
    moved = (hop.on for hop in promotions(trace, agent))
    days = (*(review.on for review in agent.reviews), *decided, *moved)
    return [day for day in days if day and day <= trace.as_of]
