from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC007", "invalid-value", ERROR, fixable=True)
def invalid_value(graph: DocGraph) -> Iterable[Finding]:
    """A date, level or status is not a valid value."""
    return findings_from_problems(graph, "invalid-value")
