from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC003", "wrong-type", ERROR, fixable=True)
def wrong_type(graph: DocGraph) -> Iterable[Finding]:
    """A value has the wrong type, a list item has no id, or a RACI has no scope or no rows."""
    return findings_from_problems(graph, "wrong-type")
