from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.graph.reference import State
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._phrases import either
from docgraph.rules._suggest_reference import addressee_of


@rule("OWN003", "owner-not-human", ERROR)
def owner_not_human(trace: Trace) -> Iterator[Finding]:
    """The owner is a team, an agent or an address instead of a person or role."""
    for link in trace.links:
        if link.reference.relation != "owned-by" or link.state not in (State.WRONG_KIND, State.ADDRESS):
            continue
        what = f"{link.others[0].kind} `{link.others[0].id}`" if link.others else f"address `{link.text}`"
        people = [person.id for other in link.others for person in trace.humans(other)]
        addressee = addressee_of(trace, link.text, *link.reference.to)
        write = f"set `owner: {addressee.id if addressee else '<person or role id>'}`"
        help = f"set `owner:` to {either([f'`{id}`' for id in people])}" if people else write
        yield link.source.finding(
            link.path,
            f"owner of {link.source.kind} `{link.source.id}` must be a person or role, not {what}",
            help=help,
            unless=explained_by(("OWN007",), link.source, "owner"),
        )
