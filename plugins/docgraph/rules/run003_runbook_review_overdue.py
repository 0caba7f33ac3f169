from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule


@rule("RUN003", "runbook-review-overdue", WARNING, dated=True)
def runbook_review_overdue(trace: Trace) -> Iterator[Finding]:
    """A runbook was to be read again, and was not."""
    for runbook in trace.all(Runbook):
        if runbook.reviewed and runbook.review_every and runbook.review_every.after(runbook.reviewed) < trace.as_of:
            due = runbook.review_every.after(runbook.reviewed)
            message = f"runbook `{runbook.id}` was to be reviewed by {due}"
            yield runbook.finding("reviewed", message, help="read it, mend it, and write the day under `reviewed:`")
