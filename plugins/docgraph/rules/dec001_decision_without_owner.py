from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._ownerless import ownerless
from docgraph.text.yaml_quote import in_flow


@rule("DEC001", "decision-without-owner", ERROR)
def decision_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody answers for this decision."""
    for decision, found in ownerless(trace, Decision, "nobody answers for decision `{id}`"):
        makers = decision.decision_makers
        help = f"pick the one who answers: `owner: {in_flow(makers[0])}`" if makers else found.help
        yield decision.finding("owner", found.message, help=help, unless=found.unless)
