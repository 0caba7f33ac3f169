from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC016", "limit-reached", ERROR)
def limit_reached(trace: Trace) -> Iterable[Finding]:
    """Part of a document is not read, because the document exceeds a limit."""
    return told(trace, "limit-reached")
