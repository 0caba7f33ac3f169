from __future__ import annotations

from collections.abc import Iterable

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule, told


@rule("DOC010", "invalid-id", ERROR)
def invalid_id(trace: Trace) -> Iterable[Finding]:
    """An id holds characters that an address cannot."""
    return told(trace, "invalid-id")
