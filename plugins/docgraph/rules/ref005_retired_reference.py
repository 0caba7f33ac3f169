from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule


@rule("REF005", "retired-reference", WARNING, fixable=True)
def retired_reference(graph: DocGraph) -> Iterator[Finding]:
    """A live record refers to a record that is retired, dropped or superseded."""
    for link in graph.links:
        end = _end(link.target)
        if link.target is not None and end and link.source.is_live and not _looks_back(link):
            last = _last(graph, link.target)
            after = last is not link.target
            successor = f"replace `{link.text}` with `{last.id}`, its successor"
            correct = f"remove the reference; if {last.kind} `{last.id}` is still in use, correct its `status:`"
            if end == "superseded":
                correct = f"replace `{link.text}` with the decision that supersedes it, or remove the reference"
            help = successor if after else correct
            edits = [link.source.replacement(link.path, link.text, last.id)] if after else []
            user = f"{link.source.kind} `{link.source.id}`"
            message = f"{user} refers to {link.target.kind} `{link.target.id}`, which is {end}"
            yield link.source.finding(link.path, message, help=help, edits=edits)


def _looks_back(link: Reference) -> bool:
    if link.key == "related":
        return True
    if link.key != "reviews.decision" or not isinstance(link.source, Agent):
        return False
    return link.source.reviews[int(link.path[1])].on is not None


def _last(graph: DocGraph, record: Record) -> Record:
    last = record
    for _ in graph.all(Decision):
        after = graph.sources(last, "supersedes")
        if not after:
            return last
        last = after[0]
    return record


def _end(record: Record | None) -> str:
    if isinstance(record, Agent) and record.status == "retired":
        return record.status
    if isinstance(record, Outcome) and record.status == "dropped":
        return record.status
    if isinstance(record, Decision) and record.status in ("superseded", "rejected", "deprecated"):
        return record.status
    return ""
