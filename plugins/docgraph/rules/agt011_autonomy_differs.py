from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._levels import hops


@rule("AGT011", "autonomy-differs", ERROR, dated=True)
def autonomy_differs(trace: Trace) -> Iterator[Finding]:
    """The packet says another level than the last decision."""
    for agent in trace.all(Agent):
        chain = hops(trace, agent)
        if is_live(agent) and chain and chain[-1].to != agent.autonomy and not agent.unusable("autonomy"):
            last = chain[-1]
            said = f"decision `{last.decision.id}` of {last.day} says {last.to}"
            message = f"agent `{agent.id}` is at {agent.autonomy}, and {said}"
            help = f"write `autonomy: {last.to}`, or record the decision that moved it"
            yield agent.finding("autonomy", message, help=help, related=tuple(hop.told for hop in chain))
