from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._lost import lost


@rule("RUN002", "unused-runbook", INFO)
def unused_runbook(trace: Trace) -> Iterator[Finding]:
    """Nothing follows this runbook, and it covers nothing."""
    unheard = lost(trace, "follows")
    for runbook in trace.all(Runbook):
        if runbook.missing("covers") and not trace.edges_to(runbook) and not unheard(runbook):
            help = f"add `covers: [<agent or outcome id>]`, or `runbook: {runbook.id}` to the agent that follows it"
            yield runbook.finding("covers", f"nothing follows runbook `{runbook.id}`", help=help)
