from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._words import either

_ALONE = ("owned-by", "accountable")
"""Relations to one only: who is named beside others is told as one of several."""


@rule("OWN012", "placeholder-owner", ERROR)
def placeholder_owner(trace: Trace) -> Iterator[Finding]:
    """Whoever is to answer is a word for nobody in particular."""
    for link in trace.left_open(State.NOBODY):
        kinds = either(link.reference.to)
        help = "write `owner: <person or role id>`" if link.key == "owner" else f"write the id of a {kinds} here"
        alone = link.reference.relation in _ALONE
        several = explained_by(("OWN007", "RAC001"), link.source, *link.path[:-1]) if alone else ()
        yield link.source.finding(link.path, f"`{link.text}` is no one", help=help, unless=several)
