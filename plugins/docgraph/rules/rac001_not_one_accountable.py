from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference
from docgraph.kinds.raci import Raci
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._api import ERROR, rule
from docgraph.rules._phrases import named_or_numbered
from docgraph.rules._raci_activities import is_named_elsewhere, unread_in
from docgraph.rules._single_owner import kept

_KEEP = kept("accountable", Raci.kind)


@rule("RAC001", "not-one-accountable", ERROR, fixable=True)
def not_one_accountable(graph: DocGraph) -> Iterator[Finding]:
    """An activity in a RACI does not have exactly one accountable person or role."""
    for raci in graph.all(Raci):
        links: dict[int, list[Reference]] = defaultdict(list)
        for link in graph.links_of(raci, "rows.accountable"):
            links[int(link.path[1])].append(link)
        for rows in raci.rows_by_activity():
            nobody = not is_named_elsewhere(raci, rows, "accountable")
            unless = unread_in(raci, rows, "accountable")
            for number in rows:
                count = len(raci.rows[number].accountable)
                if count > 1:
                    yield _several(raci, number, links[number])
                elif nobody:
                    row = named_or_numbered(raci.rows[number].activity, number)
                    message = f"row {row} has no accountable person or role"
                    help = "add one accountable person or role to the row"
                    yield raci.finding(("rows", number), message, help=help, unless=unless)
            yield from _contradicting(raci, [link for number in rows for link in links[number]])


def _several(raci: Raci, number: int, links: list[Reference]) -> Finding:
    row = raci.rows[number]
    count = len(row.accountable)
    intended = {link.target for link in links}
    again = range(1, count) if len(intended) == 1 and None not in intended else ()
    edits = [raci.removal("rows", number, "accountable", place) for place in again]
    names = ", ".join(f"`{name}`" for name in row.accountable)
    what = f"names the same accountable party {count} times" if edits else f"has {count} accountable parties"
    message = f"row {named_or_numbered(row.activity, number)} {what}: {names}"
    help = "name the accountable party once" if edits else _KEEP
    return raci.finding(("rows", number), message, help=help, edits=edits)


def _contradicting(raci: Raci, links: list[Reference]) -> Iterator[Finding]:
    first: dict[Record, int] = {}
    for link in links:
        number = int(link.path[1])
        if link.target is not None and len(raci.rows[number].accountable) == 1:
            first.setdefault(link.target, number)
    if len(first) > 1:
        *others, last = first.items()
        names = ", ".join(f"`{record.id}`" for record in first)
        activity = raci.rows[last[1]].activity
        message = f"activity `{activity}` appears in several rows with {len(first)} accountable parties: {names}"
        related = tuple(
            Related(raci.at("rows", number), f"accountable here: `{record.id}`") for record, number in others
        )
        yield raci.finding(("rows", last[1]), message, help=_KEEP, related=related)
