from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._dates_in_names import undated


@rule("DEC007", "undated-decision", WARNING, fixable=True)
def undated_decision(graph: DocGraph) -> Iterator[Finding]:
    """A decision has no date."""
    for decision in graph.all(Decision):
        if decision.is_absent("date"):
            yield undated(decision)
