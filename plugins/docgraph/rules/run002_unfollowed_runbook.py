from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule


@rule("RUN002", "unfollowed-runbook", INFO)
def unfollowed_runbook(trace: Trace) -> Iterator[Finding]:
    """No agent follows a runbook, and it covers nothing."""
    for runbook in trace.all(Runbook):
        if runbook.missing("covers") and not trace.edges_to(runbook, "follows"):
            help = "name it under `runbook:` of an agent, or write what it `covers:`"
            yield runbook.finding("id", f"nothing follows runbook `{runbook.id}`", help=help)
