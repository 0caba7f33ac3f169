from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.link import Link, State
from docgraph.graph.trace import Trace
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by, same_fault, unresolved
from docgraph.rules._spoken import PEOPLE, spoken
from docgraph.rules._words import either


@rule("REF002", "wrong-kind-of-target", ERROR, fixable=True)
def wrong_kind_of_target(trace: Trace) -> Iterator[Finding]:
    """A key names a record of a kind that it cannot name."""
    for link in trace.left_open(State.WRONG_KIND):
        other = link.others[0]
        message = f"`{link.key}` names {other.kind} `{other.id}`"
        name = spoken(link.text, link.reference.to)
        # there where only the `kind:` before it is wrong
        there = trace.get(name.id, *name.kinds)
        help = f"write `{there.id}`" if there else f"write the id of a record of kind {either(link.reference.to)}"
        sure = there is not None and there.kind not in PEOPLE
        edits = [link.source.swapped(link.path, link.text, there.id)] if there and sure else []
        yield link.source.finding(link.path, message, help=help, edits=edits, unless=_as_human(link))


def _as_human(link: Link) -> tuple[Cause, ...]:
    """The findings of the rules about who is asked for as the one human."""
    if link.reference.relation not in ("owned-by", "accountable"):
        return ()
    several = explained_by(("OWN007", "RAC001"), link.source, *link.path[:-1])
    return (*several, *same_fault(unresolved(link, ("OWN003", "RAC003"))))
