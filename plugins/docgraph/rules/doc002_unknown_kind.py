from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC002", "unknown-kind", ERROR, fixable=True)
def unknown_kind(trace: Trace) -> Iterable[Finding]:
    """The kind is not one that docgraph knows."""
    return told(trace, "unknown-kind")
