from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC016", "limit-reached", ERROR)
def limit_reached(graph: DocGraph) -> Iterable[Finding]:
    """Part of a document is not read, because the document exceeds a limit."""
    return findings_from_problems(graph, "limit-reached")
