from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC002", "unknown-kind", ERROR, fixable=True)
def unknown_kind(graph: DocGraph) -> Iterable[Finding]:
    """The kind of a document is unknown to docgraph."""
    return findings_from_problems(graph, "unknown-kind")
