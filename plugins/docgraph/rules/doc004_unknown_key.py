from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, findings_from_problems, rule


@rule("DOC004", "unknown-key", WARNING, dated=True, fixable=True)
def unknown_key(graph: DocGraph) -> Iterable[Finding]:
    """A record has a key that its kind does not have."""
    return findings_from_problems(graph, "unknown-key")
