from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._phrases import plural


@rule("OUT005", "overdue", WARNING, dated=True)
def overdue(graph: DocGraph) -> Iterator[Finding]:
    """An open outcome is past its due date."""
    for outcome in graph.all(Outcome):
        if outcome.is_live and outcome.due and outcome.due < graph.as_of:
            days = plural((graph.as_of - outcome.due).days, "day")
            message = f"outcome `{outcome.id}` was due on {outcome.due}, {days} ago, and is still open"
            help = "set `status:` to `met`, `missed` or `dropped`; if work on it continues, move `due:`"
            yield outcome.finding("due", message, help=help, unless=unread(outcome, "status"))
