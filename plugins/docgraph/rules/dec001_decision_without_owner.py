from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._ownerless import ownerless
from docgraph.text.yaml_quote import quote_in_flow


@rule("DEC001", "decision-without-owner", ERROR)
def decision_without_owner(graph: DocGraph) -> Iterator[Finding]:
    """A decision has no owner."""
    for decision, found in ownerless(graph, Decision, "decision `{id}` has no owner"):
        makers = decision.decision_makers
        choice = (
            f"name one of the decision-makers as owner, such as `owner: {quote_in_flow(makers[0])}`" if makers else ""
        )
        help = found.help if found.unmapped or not choice else choice
        yield decision.finding("owner", found.message, help=help, unless=found.unless)
