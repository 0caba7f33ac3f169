from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.outcome import Outcome
from docgraph.kinds.runbook import Runbook
from docgraph.model.finding import Finding
from docgraph.rules._api import INFO, rule
from docgraph.rules._causes import unread
from docgraph.rules._unread_relations import unread_relations


@rule("RUN002", "unused-runbook", INFO)
def unused_runbook(graph: DocGraph) -> Iterator[Finding]:
    """A runbook covers no agent or outcome, and no record refers to it."""
    elsewhere = unread_relations(graph, "follows")
    covered = any((*graph.all(Agent), *graph.all(Outcome)))
    for runbook in graph.all(Runbook):
        if runbook.place.adopted and not covered:
            continue  # a repository of runbooks alone has nothing to cover
        if runbook.is_absent("covers") and not graph.edges_to(runbook):
            help = f"add `covers: [<agent or outcome id>]`, or add `runbook: {runbook.id}` to the agent that uses it"
            unless = (*unread(runbook, "covers"), *elsewhere(runbook))
            yield runbook.finding(
                "covers", f"runbook `{runbook.id}` covers nothing and is not referenced", help=help, unless=unless
            )
