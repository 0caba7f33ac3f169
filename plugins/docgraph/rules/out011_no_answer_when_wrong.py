from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("OUT011", "no-answer-when-wrong", WARNING)
def no_answer_when_wrong(graph: DocGraph) -> Iterator[Finding]:
    """An outcome that agents serve does not say who is accountable if the result is wrong."""
    for outcome in graph.all(Outcome):
        if outcome.is_live and outcome.is_absent("if-wrong") and graph.sources(outcome, "serves"):
            message = f"agents serve outcome `{outcome.id}`, but it has no `if-wrong`"
            help = "add `if-wrong: owner`, or name another person or role there"
            yield outcome.finding("if-wrong", message, help=help, unless=unread(outcome, "if-wrong", "status"))
