from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.duties import FOLLOW_UP_STATUSES
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._phrases import named_or_numbered, plural


@rule("DEC003", "follow-up-overdue", WARNING, dated=True)
def follow_up_overdue(graph: DocGraph) -> Iterator[Finding]:
    """A follow-up of a decision is overdue."""
    for decision in graph.all(Decision):
        for number, step in enumerate(decision.follow_up if decision.status in FOLLOW_UP_STATUSES else ()):
            if step.on and step.on < graph.as_of and not step.done:
                days = plural((graph.as_of - step.on).days, "day")
                what = named_or_numbered(step.what, number)
                message = f"follow-up {what} of decision `{decision.id}` was due on {step.on}, {days} ago"
                help = "add the date it was done as `done: YYYY-MM-DD`, or postpone `on:`"
                if decision.place.in_body("follow-up", number):
                    help = "write it as `- [x]` in a list below the label once it is done, or postpone its date"
                unless = unread(decision, ("follow-up", number, "done"), "status")
                yield decision.finding(("follow-up", number), message, help=help, unless=unless)
