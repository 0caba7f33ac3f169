"""How an agent came to its level: the accepted decisions that moved it, in the order of their dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Related
from docgraph.model.values import LEVELS


@dataclass(frozen=True, slots=True)
class Hop:
    """One decision that moved an agent to `to` on `day`."""

    decision: Decision
    day: date
    to: str

    @property
    def told(self) -> Related:
        return Related(self.decision.at("promotes"), f"`{self.decision.id}` of {self.day} says {self.to}")


def hops(trace: Trace, agent: Agent) -> list[Hop]:
    """The accepted decisions up to the as-of date that say which level `agent` has."""
    found = []
    for decision in trace.sources(agent, "promotes"):
        if isinstance(decision, Decision) and decision.status == "accepted" and decision.promotes:
            to, day = decision.promotes.to, decision.date
            if to and day and day <= trace.as_of:
                found.append(Hop(decision, day, to))
    return sorted(found, key=lambda hop: (hop.day, hop.decision.id))


def rank(level: str, levels: tuple[str, ...] = LEVELS) -> int:
    """The place of a level from the tightest, 0, on; levels that a team named itself are all above the first."""
    return levels.index(level) if level in levels else len(levels)
