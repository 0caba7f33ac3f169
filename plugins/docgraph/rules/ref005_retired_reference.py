from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.kinds.decision import Decision
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule


@rule("REF005", "retired-reference", WARNING)
def retired_reference(trace: Trace) -> Iterator[Finding]:
    """A live record rests on something that is retired, superseded or dropped."""
    for link in trace.links:
        if link.target is not None and is_live(link.source):
            end = _end(link.target)
            if end:
                after = trace.sources(link.target, "supersedes")
                help = (
                    f"name `{after[0].id}`, which came after it"
                    if after
                    else f"remove it, or reopen `{link.target.id}`"
                )
                yield link.source.finding(link.path, f"{link.target.kind} `{link.target.id}` is {end}", help=help)


def _end(record: Record) -> str:
    """The status of a record that nothing should rest on any more; empty for all others."""
    if isinstance(record, Agent) and record.status == "retired":
        return record.status
    if isinstance(record, Outcome) and record.status == "dropped":
        return record.status
    if isinstance(record, Decision) and record.status in ("superseded", "rejected", "deprecated"):
        return record.status
    return ""
