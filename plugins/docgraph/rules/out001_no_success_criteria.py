from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.graph.lifecycle import is_live
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("OUT001", "no-success-criteria", WARNING)
def no_success_criteria(trace: Trace) -> Iterator[Finding]:
    """Nothing says what done means."""
    for outcome in filter(is_live, trace.all(Outcome)):
        if outcome.missing("success-criteria"):
            message = f"outcome `{outcome.id}` does not say what done means"
            help = "add `success-criteria: [<what can be seen when it is met>]`"
            unless = unread(outcome, "success-criteria")
            yield outcome.finding("success-criteria", message, help=help, unless=unless)
