from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("RUN001", "runbook-without-owner", ERROR)
def runbook_without_owner(trace: Trace) -> Iterator[Finding]:
    """Nobody keeps this runbook true."""
    for runbook in trace.all(Runbook):
        if runbook.missing("owner"):
            message = f"nobody keeps runbook `{runbook.id}`"
            yield runbook.finding("owner", message, help="add `owner: <person or role id>`")
