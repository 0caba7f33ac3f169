from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by, unread
from docgraph.rules._tenures import owner_terms


@rule("OWN017", "history-ends-owner", ERROR, dated=True)
def history_ends_owner(graph: DocGraph) -> Iterator[Finding]:
    """According to `history`, the term of the current `owner` has ended."""
    for record in (*graph.all(Agent), *graph.all(Outcome)):
        named = {link.target for link in graph.links_of(record, "owner")}
        owner = named.pop() if len(named) == 1 else None
        terms = owner_terms(graph, record, owner) if record.is_live else []
        if owner and terms and max(terms)[0] <= graph.as_of:
            end, number = max(terms)
            message = (
                f"owner of {record.kind} `{record.id}` is `{owner.id}`, but their term in `history` ended on {end}"
            )
            help = f"set `owner:` to the current owner; if that is still `{owner.id}`, delete `to:` from this entry"
            if record.value("history")[number].to is None:
                message = (
                    f"owner of {record.kind} `{record.id}` is `{owner.id}`, "
                    f"but in `history` the term of the next owner began on {end}"
                )
                help = f"add `to: {end}` to this entry; then correct `owner:`"
                help += f", or add another entry if `{owner.id}` is owner again"
            related = (Related(record.at("owner"), "`owner` is set here"),)
            unless = (*unread(record, "history"), *explained_by(("OWN004",), record, "owner"))
            yield record.finding(("history", number), message, help=help, related=related, unless=unless)
