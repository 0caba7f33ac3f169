from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._words import brief, counted


@rule("PIR003", "action-overdue", WARNING, dated=True)
def action_overdue(trace: Trace) -> Iterator[Finding]:
    """An action after an incident is past its due date and not done."""
    for incident in trace.all(Incident):
        for number, action in enumerate(incident.actions):
            if action.due and action.due < trace.as_of and not action.done:
                days = counted((trace.as_of - action.due).days, "day")
                what = f"action `{brief(action.what) or number + 1}` of incident `{incident.id}`"
                message = f"{what} was due on {action.due}, {days} ago"
                yield incident.finding(
                    ("actions", number), message, help="add `done: <the day>`, or move `due:` and say why"
                )
