from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._days import day_in_name


@rule("PIR006", "undated-incident", WARNING, fixable=True)
def undated_incident(trace: Trace) -> Iterator[Finding]:
    """An incident does not say when it happened."""
    for incident in trace.all(Incident):
        if incident.missing("date"):
            message = f"incident `{incident.id}` has no date"
            day = day_in_name(incident)
            help, edits = f"add `date: {day or 'YYYY-MM-DD'}`", [incident.added(("date",), day)] if day else []
            yield incident.finding("date", message, help=help, edits=edits, unless=unread(incident, "date"))
