from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC013", "covered-page", ERROR)
def covered_page(trace: Trace) -> Iterable[Finding]:
    """A file has the same address as a generated page."""
    return told(trace, "covered-page")
