from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC005", "duplicate-id", ERROR, fixable=True)
def duplicate_id(trace: Trace) -> Iterable[Finding]:
    """Two records of one kind share an id."""
    return told(trace, "duplicate-id")
