from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._levels import hops


@rule("AGT010", "unproven-autonomy", ERROR, dated=True)
def unproven_autonomy(trace: Trace) -> Iterator[Finding]:
    """An agent is above the first level, and no accepted decision put it there."""
    for agent in trace.all(Agent):
        if is_live(agent) and agent.autonomy != "L1" and not agent.unusable("autonomy") and not hops(trace, agent):
            message = (
                f"agent `{agent.id}` is at {agent.autonomy}, and no accepted decision up to {trace.as_of} put it there"
            )
            move = f"promotes: {{agent: {agent.id}, from: ..., to: {agent.autonomy}}}"
            help = f"write `autonomy: L1`, or add a decision with `{move}`"
            yield agent.finding("autonomy", message, help=help)
