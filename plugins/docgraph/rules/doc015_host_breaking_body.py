from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC015", "host-breaking-body", ERROR, fixable=True)
def host_breaking_body(graph: DocGraph) -> Iterable[Finding]:
    """A body contains text that crashes or hangs the site generator."""
    return findings_from_problems(graph, "host-breaking-body")
