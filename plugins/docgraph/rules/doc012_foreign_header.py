from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC012", "foreign-header", ERROR, fixable=True)
def foreign_header(graph: DocGraph) -> Iterable[Finding]:
    """Front matter is in a format that some site generators do not read."""
    return findings_from_problems(graph, "foreign-header")
