from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC012", "foreign-header", ERROR, fixable=True)
def foreign_header(trace: Trace) -> Iterable[Finding]:
    """Front matter has a form that not every site generator reads."""
    return told(trace, "foreign-header")
