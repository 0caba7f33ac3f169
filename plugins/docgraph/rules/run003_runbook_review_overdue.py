from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import is_unreadable, unread
from docgraph.rules._phrases import counted


@rule("RUN003", "runbook-review-overdue", WARNING, dated=True)
def runbook_review_overdue(trace: Trace) -> Iterator[Finding]:
    """A runbook was to be read again by now, and was not."""
    for runbook in trace.all(Runbook):
        if runbook.review_every is None:
            continue
        if runbook.missing("reviewed"):
            message = f"runbook `{runbook.id}` is reviewed every {runbook.review_every}, and does not say since when"
            help = "add the day of its last review: `reviewed: YYYY-MM-DD`"
            if is_unreadable(runbook, "reviewed"):
                message = f"the day of the last review of runbook `{runbook.id}` cannot be read"
                help = "write the day: `reviewed: YYYY-MM-DD`"
            yield runbook.finding("reviewed", message, help=help, unless=unread(runbook, "reviewed"))
        elif runbook.reviewed and runbook.review_every.after(runbook.reviewed) < trace.as_of:
            due = runbook.review_every.after(runbook.reviewed)
            days = counted((trace.as_of - due).days, "day")
            message = f"the review of runbook `{runbook.id}` was due on {due} ({days} ago)"
            yield runbook.finding("reviewed", message, help="read it again and write the day: `reviewed: YYYY-MM-DD`")
