from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import unread
from docgraph.rules._incident_actions import in_table
from docgraph.rules._phrases import named_or_numbered


@rule("PIR002", "action-without-owner", ERROR)
def action_without_owner(graph: DocGraph) -> Iterator[Finding]:
    """An action of an incident has no owner."""
    for incident in graph.all(Incident):
        for number, action in enumerate(incident.actions):
            if not action.owner:
                what = named_or_numbered(action.what, number)
                message = f"action {what} of incident `{incident.id}` has no owner"
                in_body = incident.place.in_body("actions", number)
                form = "(<person or role id>, due YYYY-MM-DD)" if in_body else "owner: <person or role id>"
                help = f"add `{form}` to the action"
                if in_table(incident, number):
                    help = "add a person or role id to the `Owner` column of the row"
                unless = unread(incident, ("actions", number, "owner"))
                yield incident.finding(("actions", number), message, help=help, unless=unless)
