from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule


@rule("OUT009", "unserved-outcome", INFO)
def unserved_outcome(trace: Trace) -> Iterator[Finding]:
    """Nothing works on an open outcome: no agent, no decision, no part of it."""
    working = [*trace.all(Agent), *trace.all(Decision)]
    for outcome in trace.all(Outcome) if working else ():
        if outcome.status == "open" and not trace.edges_to(outcome, "serves", "affects", "part-of"):
            message = f"nothing works on outcome `{outcome.id}`"
            help = "name it in `outcomes:` of an agent, `affects:` of a decision, or `parent:` of an outcome"
            yield outcome.finding("id", message, help=help)
