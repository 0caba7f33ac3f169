from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._words import either


@rule("REF002", "wrong-kind-of-target", ERROR)
def wrong_kind_of_target(trace: Trace) -> Iterator[Finding]:
    """A key names a record of a kind that it cannot name."""
    for link in trace.left_open(State.WRONG_KIND, but=("owned-by", "accountable")):
        other = link.others[0]
        message = f"`{link.key}` names {other.kind} `{other.id}`"
        yield link.source.finding(link.path, message, help=f"name one of kind {either(link.reference.to)}")
