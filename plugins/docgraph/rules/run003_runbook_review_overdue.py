from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import is_unreadable, unread
from docgraph.rules._phrases import plural
from docgraph.rules._reviews import overdue_review


@rule("RUN003", "runbook-review-overdue", WARNING, dated=True)
def runbook_review_overdue(graph: DocGraph) -> Iterator[Finding]:
    """The review of a runbook is overdue, or its last review has no date."""
    for runbook in graph.all(Runbook):
        if overdue := overdue_review(runbook, graph.as_of, "runbook"):
            yield overdue
            continue
        if runbook.review_every is None:
            continue
        if runbook.is_absent("reviewed"):
            message = f"runbook `{runbook.id}` is reviewed every {runbook.review_every} but has no `reviewed` date"
            help = "add `reviewed: YYYY-MM-DD`, the date of the last review"
            if is_unreadable(runbook, "reviewed"):
                message = f"`reviewed` date of runbook `{runbook.id}` is invalid"
                help = "set `reviewed: YYYY-MM-DD`, the date of the last review"
            yield runbook.finding("reviewed", message, help=help, unless=unread(runbook, "reviewed"))
        elif runbook.reviewed and runbook.review_every.after(runbook.reviewed) < graph.as_of:
            due = runbook.review_every.after(runbook.reviewed)
            days = plural((graph.as_of - due).days, "day")
            message = f"review of runbook `{runbook.id}` was due on {due}, {days} ago"
            yield runbook.finding("reviewed", message, help="review the runbook and set `reviewed: YYYY-MM-DD`")
