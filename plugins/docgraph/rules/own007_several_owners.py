from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._sole import kept


@rule("OWN007", "several-owners", ERROR, fixable=True)
def several_owners(trace: Trace) -> Iterator[Finding]:
    """More than one owner is named, so that each can wait for the other."""
    for record in trace.records:
        owners = getattr(record, "owner", ())
        if len(owners) > 1:
            names = " and ".join(f"`{owner}`" for owner in owners)
            message = f"{record.kind} `{record.id}` has {len(owners)} owners, {names}"
            meant = {link.target for link in trace.links_of(record, "owner")}
            again = range(1, len(owners)) if len(meant) == 1 and None not in meant else ()
            edits = [record.removed("owner", number) for number in again]
            yield record.finding("owner", message, help=kept("owner", record.kind), edits=edits)
