from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import is_unreadable, unread


@rule("OUT002", "no-due-date", WARNING)
def no_due_date(graph: DocGraph) -> Iterator[Finding]:
    """An open outcome has no due date."""
    for outcome in graph.all(Outcome):
        if outcome.is_live and outcome.is_absent("due"):
            message, unless = f"outcome `{outcome.id}` has no due date", unread(outcome, "due")
            if is_unreadable(outcome, "due"):
                message = f"due date of outcome `{outcome.id}` is invalid"
            yield outcome.finding("due", message, help="add `due: YYYY-MM-DD`", unless=unless)
