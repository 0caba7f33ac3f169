"""Decisions that change the autonomy level of an agent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision


class LevelChange(Struct, frozen=True):
    """A decision that sets the level of an agent to `to` on the date `on` (None if undated)."""

    decision: Decision
    to: str
    on: date | None


def promotions(graph: DocGraph, agent: Agent, *statuses: str) -> list[LevelChange]:
    """The changes of an agent's level up to the as-of date, sorted by date.

    They come from accepted decisions; with `statuses`, from decisions with one of these statuses.
    """
    changes = [
        change
        for change in level_changes_of(graph, agent)
        if change.decision.status in (statuses or ("accepted",)) and (change.on is None or change.on <= graph.as_of)
    ]
    return sort_level_changes(changes)


def sort_level_changes(changes: Iterable[LevelChange]) -> list[LevelChange]:
    """Changes of a level, sorted by date; changes without a date come first.

    On the same date, a change from L1 to L2 comes before a change from L2 to L3. Otherwise, they are sorted by the id
    of the decision.
    """
    by_day: dict[date, list[LevelChange]] = {}
    for change in sorted(changes, key=lambda change: change.decision.id):
        by_day.setdefault(change.on or date.min, []).append(change)
    return [change for day in sorted(by_day) for change in _chained(by_day[day])]


def _chained(changes: list[LevelChange]) -> Iterator[LevelChange]:
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
    """The changes of an agent's level by all decisions that name a new level.

    The decisions may have any status and any date.
    """
    for decision in level_decisions(graph, agent):
        if decision.promotes and decision.promotes.to:
            yield LevelChange(decision, decision.promotes.to, decision.date)


def level_decisions(graph: DocGraph, agent: Agent) -> Iterator[Decision]:
    """All decisions about the level of an agent, of any status and date."""
    return (decision for decision in graph.sources(agent, "promotes") if isinstance(decision, Decision))
