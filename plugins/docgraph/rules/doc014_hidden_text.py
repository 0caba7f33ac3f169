from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._dedupe_names import deferring_to_names


@rule("DOC014", "hidden-text", WARNING, fixable=True)
def hidden_text(graph: DocGraph) -> Iterable[Finding]:
    """A document contains invisible characters."""
    return deferring_to_names(graph, "hidden-text")
