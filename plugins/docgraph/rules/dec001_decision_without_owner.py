from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.model.quoting import in_flow
from docgraph.rules._api import ERROR, rule


@rule("DEC001", "decision-without-owner", ERROR)
def decision_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody answers for this decision."""
    for decision in trace.all(Decision):
        if decision.missing("owner"):
            makers = decision.decision_makers
            help = (
                f"pick the one who answers: `owner: {in_flow(makers[0])}`"
                if makers
                else "add `owner: <person or role id>`"
            )
            yield decision.finding("owner", f"nobody answers for decision `{decision.id}`", help=help)
