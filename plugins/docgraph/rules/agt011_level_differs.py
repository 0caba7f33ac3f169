from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_plainly_live
from docgraph.graph.promotions import promotions
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._promotions import chain, uncertain


@rule("AGT011", "level-differs", ERROR, dated=True)
def level_differs(trace: Trace) -> Iterator[Finding]:
    """An agent works at another level than the last accepted decision about it says."""
    unclear = uncertain(trace)
    for agent in trace.all(Agent):
        hops = promotions(trace, agent)
        # what has no date, or the same one, may be the last as well
        last = [hop for hop in hops if hop.on in (None, hops[-1].on)]
        if not is_plainly_live(agent) or not last or agent.unusable("autonomy") or unclear(agent):
            continue
        if agent.autonomy not in [hop.to for hop in last]:
            message = f"agent `{agent.id}` is at {agent.autonomy}, and the last decision says {last[-1].to}"
            help = f"write `autonomy: {last[-1].to}`, or record the decision that moved it to {agent.autonomy}"
            yield agent.finding("autonomy", message, help=help, related=chain(hops))
