from __future__ import annotations

import re
from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._causes import unread
from docgraph.rules._phrases import brief


@rule("OUT006", "activity-as-outcome", INFO, off=True)
def activity_as_outcome(
    graph: DocGraph,
    *,
    words: tuple[str, ...] = (
        "improve",
        "support",
        "continue",
        "align",
        "work on",
        "help",
        "explore",
        "maintain",
        "drive",
    ),
) -> Iterator[Finding]:
    """The title of an outcome describes an activity instead of a result."""
    begins = re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
    for outcome in graph.all(Outcome):
        found = begins.match(outcome.title)
        if outcome.is_live and found:
            message = f"title `{brief(outcome.title)}` describes an activity (`{found[0].lower()}`), not a result"
            help = "rewrite the title as the finished state: what is true when the work is done"
            yield outcome.finding("title", message, help=help, unless=unread(outcome, "status"))
