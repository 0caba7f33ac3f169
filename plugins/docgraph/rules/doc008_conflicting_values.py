from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, findings_from_problems, rule


@rule("DOC008", "conflicting-values", ERROR, former_names=("said-twice",))
def conflicting_values(graph: DocGraph) -> Iterable[Finding]:
    """The front matter and the body, or two columns of a RACI, contradict each other."""
    return findings_from_problems(graph, "conflicting-values")
