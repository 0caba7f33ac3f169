"""The decisions that moved an agent from level to level, up to the as-of date."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Related
from docgraph.rules._lost import lost


@dataclass(frozen=True, slots=True)
class Hop:
    """A decision that moves an agent to the level `to`; `on` is None where it has no date."""

    decision: Decision
    to: str
    on: date | None


def promotions(trace: Trace, agent: Agent, *statuses: str) -> list[Hop]:
    """The hops of the accepted decisions (or those of `statuses`), the earliest first, undated ones before all."""
    hops = [
        Hop(decision, decision.promotes.to, decision.date)
        for decision in _about(trace, agent)
        if decision.status in (statuses or ("accepted",))
        and decision.promotes
        and decision.promotes.to
        and (decision.date is None or decision.date <= trace.as_of)
    ]
    return sorted(hops, key=lambda hop: hop.on or date.min)


def waiting(trace: Trace, agent: Agent) -> tuple[Related, ...]:
    """The decisions about the agent's level that do not count yet, or no longer."""
    return tuple(
        Related(decision.at("status"), f"`{decision.id}` is {decision.status}")
        if decision.status != "accepted"
        else Related(decision.at("date"), f"`{decision.id}` is of {decision.date}")
        for decision in _about(trace, agent)
    )


def chain(hops: Sequence[Hop]) -> tuple[Related, ...]:
    """Every hop with its place."""
    return tuple(
        Related(
            hop.decision.at("promotes"), f"`{hop.decision.id}`{f' of {hop.on}' if hop.on else ''} moved it to {hop.to}"
        )
        for hop in hops
    )


def uncertain(trace: Trace) -> Callable[[Agent], bool]:
    """Answers whether a decision about an agent's level could not be read, or not wholly: that is told elsewhere."""
    unheard = lost(trace, "promotes")

    def unclear(decision: Decision) -> bool:
        whole = decision.promotes and decision.promotes.to
        return not whole or decision.unusable("promotes") or decision.unusable("status")

    return lambda agent: any(unclear(decision) for decision in _about(trace, agent)) or unheard(agent)


def _about(trace: Trace, agent: Agent) -> Iterator[Decision]:
    return (decision for decision in trace.sources(agent, "promotes") if isinstance(decision, Decision))
