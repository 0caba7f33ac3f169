from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.lifecycle import is_live
from docgraph.kinds.agent import Agent
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by, unread


@rule("OWN017", "history-ends-owner", ERROR, dated=True)
def history_ends_owner(trace: DocGraph) -> Iterator[Finding]:
    """According to `history`, the term of the current `owner` has ended."""
    for record in (*trace.all(Agent), *trace.all(Outcome)):
        named = {link.target for link in trace.links_of(record, "owner")}
        owner = named.pop() if len(named) == 1 else None
        terms = _terms(trace, record, owner) if is_live(record) else []
        if owner and terms and max(terms)[0] <= trace.as_of:
            end, number = max(terms)
            message = (
                f"owner of {record.kind} `{record.id}` is `{owner.id}`, but their term in `history` ended on {end}"
            )
            related = (Related(record.at("owner"), "`owner` is set here"),)
            unless = (*unread(record, "history"), *explained_by(("OWN004",), record, "owner"))
            help = "set `owner:` to the current owner, or delete `to:` from this entry"
            yield record.finding(("history", number), message, help=help, related=related, unless=unless)


def _terms(trace: DocGraph, record: Record, owner: Record | None) -> list[tuple[date, int]]:
    """The first day after each term of `owner` in a history, and the number of its entry."""
    links = [link for link in trace.links_of(record, "history.owner") if link.target is owner]
    return [(record.value("history")[int(link.path[1])].to or date.max, int(link.path[1])) for link in links]
