from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("INT001", "internal-error", ERROR)
def internal_error(graph: DocGraph) -> Iterable[Finding]:
    """docgraph itself failed while reading a document or running a rule."""
    return findings_from_problems(graph, "internal-error")
