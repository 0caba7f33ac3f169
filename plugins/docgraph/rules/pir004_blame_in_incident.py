from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule


@rule("PIR004", "blame-in-incident", INFO, off=True)
def blame_in_incident(
    trace: Trace,
    *,
    phrases: tuple[str, ...] = (
        "messed up",
        "should have known",
        "careless",
        "human error",
        "the agent did it",
        "fault of",
    ),
) -> Iterator[Finding]:
    """An incident's page looks for somebody to blame."""
    blame = re.compile("|".join(map(re.escape, phrases)), re.IGNORECASE)
    for incident in trace.all(Incident):
        text = incident.place.text
        for found in blame.finditer(text.content) if incident.place.page else ():
            message = f"`{found[0]}` looks for somebody to blame"
            help = "say what made it possible, and what is changed so that it cannot happen again"
            yield Finding(text.at(found.start()), message, help, incident.ref)
