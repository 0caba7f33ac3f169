from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC006", "placeholder-left", ERROR, fixable=True)
def placeholder_left(graph: DocGraph) -> Iterable[Finding]:
    """A placeholder from a template was never filled in."""
    return findings_from_problems(graph, "placeholder-left")
