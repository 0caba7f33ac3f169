"""The decisions that moved an agent from level to level, up to the as-of date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision


class Hop(Struct, frozen=True):
    """A decision that moves an agent to the level `to`; `on` is None where it has no date."""

    decision: Decision
    to: str
    on: date | None


def promotions(trace: Trace, agent: Agent, *statuses: str) -> list[Hop]:
    """The hops of the accepted decisions (or those of `statuses`), the earliest first, undated ones before all."""
    hops = [
        hop
        for hop in hops_of(trace, agent)
        if hop.decision.status in (statuses or ("accepted",)) and (hop.on is None or hop.on <= trace.as_of)
    ]
    return sorted(hops, key=lambda hop: hop.on or date.min)


def hops_of(trace: Trace, agent: Agent) -> Iterator[Hop]:
    """Every decision that names a level for the agent, of any status and day."""
    for decision in decided_about(trace, agent):
        if decision.promotes and decision.promotes.to:
            yield Hop(decision, decision.promotes.to, decision.date)


def decided_about(trace: Trace, agent: Agent) -> Iterator[Decision]:
    """Every decision about the agent's level, of any status and day."""
    return (decision for decision in trace.sources(agent, "promotes") if isinstance(decision, Decision))
