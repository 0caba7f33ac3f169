"""Decisions that changed the level of an agent up to the as-of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision


class LevelChange(Struct, frozen=True):
    """A decision that sets the autonomy level of an agent to `to`; `on` is its date or None."""

    decision: Decision
    to: str
    on: date | None


def promotions(graph: DocGraph, agent: Agent, *statuses: str) -> list[LevelChange]:
    """Changes of the agent's level up to the as-of date, in the order of `sort_level_changes`.

    Only decisions with one of `statuses` (default: accepted) are included.
    """
    changes = [
        change
        for change in level_changes_of(graph, agent)
        if change.decision.status in (statuses or ("accepted",)) and (change.on is None or change.on <= graph.as_of)
    ]
    return sort_level_changes(changes)


def sort_level_changes(changes: Iterable[LevelChange]) -> list[LevelChange]:
    """Level changes sorted by date; changes without a date come first.

    If one change ends at the level at which another change of the same date starts, it comes before the other one.
    Otherwise, changes of the same date are sorted by id.
    """
    by_day: dict[date, list[LevelChange]] = {}
    for change in sorted(changes, key=lambda change: change.decision.id):
        by_day.setdefault(change.on or date.min, []).append(change)
    return [change for day in sorted(by_day) for change in _chained(by_day[day])]


def _chained(changes: list[LevelChange]) -> Iterator[LevelChange]:
    """Level changes of one date: if one ends where another one starts, it comes first."""
    remaining = list(changes)
    while remaining:
        free = (
            change
            for change in remaining
            if not any(other is not change and other.to == _start_level(change) for other in remaining)
        )
        change = next(free, remaining[0])
        remaining.remove(change)
        yield change


def _start_level(change: LevelChange) -> str | None:
    return change.decision.promotes.from_ if change.decision.promotes else None


def level_changes_of(graph: DocGraph, agent: Agent) -> Iterator[LevelChange]:
    """Changes of the agent's level by all decisions that name a new level.

    Includes decisions of any status and date.
    """
    for decision in level_decisions(graph, agent):
        if decision.promotes and decision.promotes.to:
            yield LevelChange(decision, decision.promotes.to, decision.date)


def level_decisions(graph: DocGraph, agent: Agent) -> Iterator[Decision]:
    """All decisions about the level of the agent, of any status and date."""
    return (decision for decision in graph.sources(agent, "promotes") if isinstance(decision, Decision))
