from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("INT001", "internal-error", ERROR)
def internal_error(trace: Trace) -> Iterable[Finding]:
    """docgraph itself failed while reading a document or running a rule."""
    return told(trace, "internal-error")
