from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread


@rule("OUT010", "shares-without-parts", WARNING)
def shares_without_parts(graph: DocGraph) -> Iterator[Finding]:
    """`shares` of an outcome names a person, but not what the person delivers."""
    for outcome in graph.all(Outcome):
        for number, share in enumerate(outcome.shares) if outcome.is_live else ():
            if not share.part:
                who = f"of `{', '.join(share.person)}`" if share.person else f"{number + 1}"
                message = f"share {who} in outcome `{outcome.id}` has no `part`"
                unless = unread(outcome, ("shares", number, "part"))
                yield outcome.finding(
                    ("shares", number), message, help="add `part: <what they deliver>`", unless=unless
                )
