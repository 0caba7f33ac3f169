from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule


@rule("OUT009", "unserved-outcome", INFO)
def unserved_outcome(trace: Trace) -> Iterator[Finding]:
    """Nothing works on an open outcome: no agent, no decision, no part of it."""
    for outcome in trace.all(Outcome):
        served = trace.edges_to(outcome, "serves", "affects", "part-of")
        if outcome.status == "open" and not served:
            message = f"nothing works on outcome `{outcome.id}`"
            help = "name it in `outcomes:` of an agent, `affects:` of a decision, or `parent:` of an outcome"
            yield outcome.finding("id", message, help=help)
