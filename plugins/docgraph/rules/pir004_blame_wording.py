from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.incident import Incident
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule

_PHRASES = (
    "messed up",
    "screwed up",
    "human error",
    "to blame",
    "careless",
    "carelessly",
    "negligent",
    "should have known",
    "should have been more careful",
    "forgot to",
    "the agent did it",
    "the agent's fault",
    "their own fault",
    "his fault",
    "her fault",
    "their fault",
)


@rule("PIR004", "blame-wording", INFO, off=True)
def blame_wording(graph: DocGraph, *, phrases: tuple[str, ...] = _PHRASES) -> Iterator[Finding]:
    """An incident report blames people instead of describing what allowed it to happen."""
    alternatives = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases) or "(?!)"
    words = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
    for incident in graph.all(Incident):
        text = incident.place.text
        for found in words.finditer(text.content) if incident.place.is_own_page else ():
            message = f"incident `{incident.id}` contains blame wording: `{' '.join(found[0].split())}`"
            help = "describe what allowed it to happen and what would have prevented it"
            yield Finding(text.at(found.start()), message, help, incident.ref)
