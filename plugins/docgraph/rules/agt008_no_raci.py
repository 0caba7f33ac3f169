from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("AGT008", "no-raci", WARNING)
def no_raci(trace: Trace) -> Iterator[Finding]:
    """Nothing says who does what around an agent."""
    for agent in trace.all(Agent):
        if is_live(agent) and agent.missing("raci") and not trace.sources(agent, "scoped-to"):
            help = f"add a document with `kind: raci` and `scope: agent:{agent.id}`"
            yield agent.finding("raci", f"agent `{agent.id}` has no RACI", help=help)
