from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by, unread
from docgraph.rules._tenures import owner_terms, running_term_of_another


@rule("OWN017", "history-ends-owner", ERROR, dated=True)
def history_ends_owner(graph: DocGraph) -> Iterator[Finding]:
    """`history` contradicts `owner`: the term has ended, or the latest term is somebody else's."""
    for record in (*graph.all(Agent), *graph.all(Outcome)):
        named = {link.target for link in graph.links_of(record, "owner")}
        owner = named.pop() if len(named) == 1 else None
        if owner and record.is_live and record.value("history"):
            found = _contradiction(graph, record, owner)
            if found:
                number, state, help = found
                message = f"owner of {record.kind} `{record.id}` is `{owner.id}`, but {state}"
                related = (Related(record.at("owner"), "`owner` is set here"),)
                unless = (*unread(record, "history"), *explained_by(("OWN004",), record, "owner"))
                yield record.finding(("history", number), message, help=help, related=related, unless=unless)


def _contradiction(graph: DocGraph, record: Record, owner: Record) -> tuple[int, str, str] | None:
    terms = owner_terms(graph, record, owner)
    if not terms or max(terms)[0] > graph.as_of:
        return _other_owner(graph, record, owner, terms)
    end, number = max(terms)
    if record.value("history")[number].to is None:
        help = f"add `to: {end}` to this entry; then correct `owner:`"
        help += f", or add another entry if `{owner.id}` is owner again"
        return number, f"in `history` the term of the next owner began on {end}", help
    help = f"set `owner:` to the current owner; if that is still `{owner.id}`, delete `to:` from this entry"
    return number, f"their term in `history` ended on {end}", help


def _other_owner(
    graph: DocGraph, record: Record, owner: Record, terms: Sequence[tuple[date, int]]
) -> tuple[int, str, str] | None:
    other = running_term_of_another(graph, record, owner, terms)
    if other is None or other.target is None:
        return None
    number = int(other.path[1])
    begin = record.value("history")[number].from_
    state = f"in `history` the term of `{other.target.id}` began on {begin} and has no end"
    help = (
        f"set `owner: {other.target.id}`; if `{owner.id}` took over, add `to: <first day after the term>` to this entry"
    )
    return number, state, help
