from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("OWN012", "placeholder-owner", ERROR)
def placeholder_owner(trace: Trace) -> Iterator[Finding]:
    """The owner is a word for nobody in particular."""
    for link in trace.links:
        if link.state is State.NOBODY and len(trace.links_of(link.source, "owner")) == 1:
            yield link.source.finding(link.path, f"`{link.text}` is no one", help="write `owner: <person or role id>`")
