from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._levels import hops, rank


@rule("AGT013", "skipped-level", WARNING)
def skipped_level(trace: Trace) -> Iterator[Finding]:
    """A decision moved an agent up by more than one level."""
    for agent in trace.all(Agent):
        before = "L1"
        for hop in hops(trace, agent) if is_live(agent) else ():
            if rank(hop.to) - rank(before) > 1:
                message = f"decision `{hop.decision.id}` moves agent `{agent.id}` from {before} to {hop.to} in one step"
                help = "record the decision for the level between, or promote one level at a time"
                yield hop.decision.finding("promotes", message, help=help)
            before = hop.to
