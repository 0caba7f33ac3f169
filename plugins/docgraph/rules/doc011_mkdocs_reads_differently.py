from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._dedupe_names import deferring_to_names


@rule("DOC011", "mkdocs-reads-differently", WARNING, fixable=True, former_names=("host-reads-differently",))
def mkdocs_reads_differently(graph: DocGraph) -> Iterable[Finding]:
    """MkDocs reads a value differently from docgraph."""
    return deferring_to_names(graph, "mkdocs-reads-differently")
