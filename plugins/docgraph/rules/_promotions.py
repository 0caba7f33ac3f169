"""Helpers for the rules about decisions that set the level of an agent."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from docgraph.analysis.promotions import LevelChange, level_decisions
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.model.cause import Cause
from docgraph.model.finding import Related
from docgraph.rules._causes import explained_by, unread
from docgraph.rules._unread_relations import unread_relations


def waiting(graph: DocGraph, agent: Agent) -> tuple[Related, ...]:
    """For each decision on the agent's level, a `Related` that says why it is not in effect.

    For example, it `is proposed` or `is dated 2027-01-01`.
    """
    return tuple(
        Related(decision.at("status"), f"`{decision.id}` {_status(decision)}")
        if decision.status != "accepted"
        else Related(decision.at("date"), f"`{decision.id}` is dated {decision.date}")
        for decision in level_decisions(graph, agent)
    )


def chain(hops: Sequence[LevelChange]) -> tuple[Related, ...]:
    """A `Related` for each change of an agent's level."""
    return tuple(
        Related(
            hop.decision.at("promotes"), f"`{hop.decision.id}`{f' ({hop.on})' if hop.on else ''} moved it to {hop.to}"
        )
        for hop in hops
    )


def unread_decisions(graph: DocGraph) -> Callable[[Agent], tuple[Cause, ...]]:
    """A function from an agent to `Cause`s that may explain a missing decision on its level."""
    elsewhere = unread_relations(graph, "promotes")

    def causes(agent: Agent) -> tuple[Cause, ...]:
        decided = [
            cause
            for decision in level_decisions(graph, agent)
            for cause in (
                *unread(decision, "promotes", "status"),
                *explained_by(("DEC006",), decision, "promotes"),
            )
        ]
        return (*decided, *elsewhere(agent))

    return causes


def _status(decision: Decision) -> str:
    return f"is {decision.status}" if decision.status else "has no status"
