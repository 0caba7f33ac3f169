from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC008", "said-twice", ERROR)
def said_twice(trace: Trace) -> Iterable[Finding]:
    """The front matter and the body, or two columns of a RACI, contradict each other."""
    return told(trace, "said-twice")
