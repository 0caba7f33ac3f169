from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("OWN001", "orphan-outcome", ERROR)
def orphan_outcome(trace: Trace) -> Iterator[Finding]:
    """Nobody holds this outcome."""
    for outcome in trace.all(Outcome):
        if outcome.missing("owner"):
            yield outcome.finding(
                "owner", f"nobody holds outcome `{outcome.id}`", help="add `owner: <person or role id>`"
            )
