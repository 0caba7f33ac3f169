from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._words import counted


@rule("DEC003", "follow-up-overdue", WARNING, dated=True)
def follow_up_overdue(trace: Trace) -> Iterator[Finding]:
    """A decision was to be looked at again, and was not."""
    for decision in trace.all(Decision):
        for number, step in enumerate(decision.follow_up):
            if step.on and step.on < trace.as_of and not step.done:
                days = counted((trace.as_of - step.on).days, "day")
                message = f"a follow-up of decision `{decision.id}` was due on {step.on}, {days} ago"
                help = "add `done: <the day>`, or move `on:` and say why"
                yield decision.finding(("follow-up", number), message, help=help)
