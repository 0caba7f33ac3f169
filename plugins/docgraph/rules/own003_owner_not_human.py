from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Resolution
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._phrases import either
from docgraph.rules._suggest_reference import addressee_of


@rule("OWN003", "owner-not-human", ERROR)
def owner_not_human(graph: DocGraph) -> Iterator[Finding]:
    """The owner is a team, an agent or an address instead of a person or role."""
    for link in graph.links:
        if link.rule.relation != "owned-by" or link.resolution not in (Resolution.WRONG_KIND, Resolution.ADDRESS):
            continue
        what = f"{link.candidates[0].kind} `{link.candidates[0].id}`" if link.candidates else f"address `{link.text}`"
        people = [person.id for other in link.candidates for person in graph.people_behind(other)]
        addressee = addressee_of(graph, link.text, *link.rule.to)
        write = f"set `owner: {addressee.id if addressee else '<person or role id>'}`"
        help = f"set `owner:` to {either([f'`{id}`' for id in people])}" if people else write
        yield link.source.finding(
            link.path,
            f"owner of {link.source.kind} `{link.source.id}` must be a person or role, not {what}",
            help=help,
            unless=explained_by(("OWN007",), link.source, "owner"),
        )
