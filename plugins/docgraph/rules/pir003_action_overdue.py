from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._incident_actions import in_table
from docgraph.rules._phrases import named_or_numbered, plural


@rule("PIR003", "action-overdue", WARNING, dated=True)
def action_overdue(graph: DocGraph) -> Iterator[Finding]:
    """An open action of an incident is past its due date."""
    for incident in graph.all(Incident):
        for number, action in enumerate(incident.actions):
            if action.due and action.due < graph.as_of and not action.done:
                days = plural((graph.as_of - action.due).days, "day")
                what = named_or_numbered(action.what, number)
                message = f"action {what} of incident `{incident.id}` was due on {action.due}, {days} ago"
                help = "add `done: YYYY-MM-DD` if it is done, or move `due:`"
                if in_table(incident, number):
                    help = "add `done` to a `Status` column of the row, or move its due date"
                elif incident.place.in_body("actions", number):
                    help = "check it off with `- [x]`, or move its due date"
                unless = unread(incident, ("actions", number, "done"))
                yield incident.finding(("actions", number), message, help=help, unless=unless)
