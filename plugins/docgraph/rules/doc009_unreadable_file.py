from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC009", "unreadable-file", ERROR, fixable=True)
def unreadable_file(graph: DocGraph) -> Iterable[Finding]:
    """A file cannot be read as text, or cannot be published."""
    return findings_from_problems(graph, "unreadable-file")
