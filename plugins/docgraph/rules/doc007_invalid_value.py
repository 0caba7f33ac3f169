from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC007", "invalid-value", ERROR, fixable=True)
def invalid_value(trace: Trace) -> Iterable[Finding]:
    """A date, level or status is not a valid value."""
    return told(trace, "invalid-value")
