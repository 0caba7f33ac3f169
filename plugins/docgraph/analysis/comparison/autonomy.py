"""Agents whose autonomy level changes, and the decision that changes it."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.comparison.difference import RevisionDifference, Topic
from docgraph.analysis.comparison.revisions import Revisions
from docgraph.analysis.promotions import level_changes_of
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision


def autonomy_differences(revisions: Revisions) -> Iterator[RevisionDifference]:
    """Yield a difference for each live agent whose level is raised or lowered."""
    levels = revisions.after.settings.levels
    for pair in revisions.pairs:
        before, agent = pair.before, pair.after
        if not isinstance(before, Agent) or not isinstance(agent, Agent) or not agent.is_live:
            continue
        first, second = before.autonomy, agent.autonomy
        if first == second or first not in levels or second not in levels:
            continue
        is_raised = levels.index(second) > levels.index(first)
        decision = _decision(revisions.after.graph, agent)
        by = f"by decision `{decision.id}`" if decision else "no accepted decision promotes it"
        event = "raised" if is_raised else "lowered"
        message = f"agent `{agent.id}` is {event} from {first} to {second}{' ' if decision else '; '}{by}"
        help = "" if decision or not is_raised else _help(agent, first, second)
        yield RevisionDifference(
            Topic.AUTONOMY, event, agent.ref, agent.at("autonomy"), message, help, None, first, second
        )


def _help(agent: Agent, first: str, second: str) -> str:
    step = f"promotes: {{agent: {agent.id}, from: {first}, to: {second}}}"
    return f"add an accepted decision with its evidence and `{step}`, or write `autonomy: {first}` in {agent.path}"


def _decision(graph: DocGraph, agent: Agent) -> Decision | None:
    found = [
        change
        for change in level_changes_of(graph, agent)
        if change.to == agent.autonomy
        and change.decision.status == "accepted"
        and (change.on is None or change.on <= graph.as_of)
    ]
    latest = max(found, key=lambda change: (change.on is not None, change.on, change.decision.id), default=None)
    return latest.decision if latest else None
