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
            message, verb = f"outcome `{outcome.id}` has no due date", "add"
            if is_unreadable(outcome, "due"):
                message, verb = f"due date of outcome `{outcome.id}` is invalid", "set"
            unless = unread(outcome, "due")
            yield outcome.finding("due", message, help=f"{verb} `due: YYYY-MM-DD`", unless=unless)
