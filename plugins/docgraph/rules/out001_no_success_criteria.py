from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("OUT001", "no-success-criteria", WARNING)
def no_success_criteria(graph: DocGraph) -> Iterator[Finding]:
    """An open outcome has no success criteria."""
    for outcome in graph.all(Outcome):
        if outcome.is_live and outcome.is_absent("success-criteria"):
            message = f"outcome `{outcome.id}` has no success criteria"
            help = "add `success-criteria: [<observable result>]`"
            unless = unread(outcome, "success-criteria")
            yield outcome.finding("success-criteria", message, help=help, unless=unless)
