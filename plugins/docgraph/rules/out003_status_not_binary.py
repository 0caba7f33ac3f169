from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("OUT003", "status-not-binary", ERROR, fixable=True)
def status_not_binary(graph: DocGraph) -> Iterable[Finding]:
    """The status of an outcome is not `open`, `met`, `missed` or `dropped`."""
    return findings_from_problems(graph, "status-not-binary")
