from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("DEC007", "undated-decision", WARNING)
def undated_decision(trace: Trace) -> Iterator[Finding]:
    """A decision does not say when it was made."""
    for decision in trace.all(Decision):
        if decision.missing("date"):
            yield decision.finding("date", f"decision `{decision.id}` has no date", help="add `date: YYYY-MM-DD`")
