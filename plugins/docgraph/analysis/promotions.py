"""The decisions that moved an agent from level to level, up to the as-of date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision


class LevelChange(Struct, frozen=True):
    """A decision that moves an agent to the level `to`; `on` is None where it has no date."""

    decision: Decision
    to: str
    on: date | None


def promotions(trace: DocGraph, agent: Agent, *statuses: str) -> list[LevelChange]:
    """The hops of the accepted decisions (or those of `statuses`), the earliest first, undated ones before all.

    Of one day, a hop is behind those that lead to the level it begins at; else they are in the order of their ids."""
    hops = [
        hop
        for hop in level_changes_of(trace, agent)
        if hop.decision.status in (statuses or ("accepted",)) and (hop.on is None or hop.on <= trace.as_of)
    ]
    return in_order(hops)


def in_order(hops: Iterable[LevelChange]) -> list[LevelChange]:
    """Hops by day, undated ones first; on one day behind those that lead to its level, else by the decision's id."""
    by_day: dict[date, list[LevelChange]] = {}
    for hop in sorted(hops, key=lambda hop: hop.decision.id):
        by_day.setdefault(hop.on or date.min, []).append(hop)
    return [hop for day in sorted(by_day) for hop in _chained(by_day[day])]


def _chained(hops: list[LevelChange]) -> Iterator[LevelChange]:
    """The hops of one day: a hop waits for the others that lead to the level it begins at."""
    left = list(hops)
    while left:
        free = (hop for hop in left if not any(other is not hop and other.to == _start(hop) for other in left))
        hop = next(free, left[0])
        left.remove(hop)
        yield hop


def _start(hop: LevelChange) -> str | None:
    return hop.decision.promotes.from_ if hop.decision.promotes else None


def level_changes_of(trace: DocGraph, agent: Agent) -> Iterator[LevelChange]:
    """Every decision that names a level for the agent, of any status and day."""
    for decision in level_decisions(trace, agent):
        if decision.promotes and decision.promotes.to:
            yield LevelChange(decision, decision.promotes.to, decision.date)


def level_decisions(trace: DocGraph, agent: Agent) -> Iterator[Decision]:
    """Every decision about the agent's level, of any status and day."""
    return (decision for decision in trace.sources(agent, "promotes") if isinstance(decision, Decision))
