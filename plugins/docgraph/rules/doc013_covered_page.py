from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC013", "covered-page", ERROR)
def covered_page(graph: DocGraph) -> Iterable[Finding]:
    """A file has the same address as a generated page."""
    return findings_from_problems(graph, "covered-page")
