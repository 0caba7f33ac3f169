from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.raci import Raci
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._activities import activities, said_elsewhere
from docgraph.rules._api import ERROR, rule
from docgraph.rules._sole import kept

_KEEP = kept("accountable", Raci.kind)


@rule("RAC001", "not-one-accountable", ERROR, fixable=True)
def not_one_accountable(trace: Trace) -> Iterator[Finding]:
    """An activity of a RACI has nobody accountable, or more than one."""
    for raci in trace.all(Raci):
        for rows in activities(raci):
            nobody = not said_elsewhere(raci, rows, "accountable")
            for number in rows:
                count = len(raci.rows[number].accountable)
                if count > 1:
                    yield _several(trace, raci, number)
                elif nobody:
                    message = f"row `{raci.rows[number].activity or number + 1}` has nobody accountable"
                    help = "write the one human who is accountable into the row"
                    yield raci.finding(("rows", number), message, help=help)
            yield from _contradicting(trace, raci, rows)


def _several(trace: Trace, raci: Raci, number: int) -> Finding:
    """One row that names more than one; the same one twice is mended."""
    row = raci.rows[number]
    count = len(row.accountable)
    links = trace.links_of(raci, "rows.accountable")
    meant = {link.target for link in links if link.path[1] == number}
    again = range(1, count) if len(meant) == 1 and None not in meant else ()
    edits = [raci.removed("rows", number, "accountable", place) for place in again]
    message = f"row `{row.activity or number + 1}` has {count} accountable ({', '.join(row.accountable)})"
    return raci.finding(("rows", number), message, help=_KEEP, edits=edits)


def _contradicting(trace: Trace, raci: Raci, rows: tuple[int, ...]) -> Iterator[Finding]:
    """Rows of one activity that name one each, and not the same one."""
    first: dict[Record, int] = {}
    for link in trace.links_of(raci, "rows.accountable"):
        number = int(link.path[1])
        if number in rows and link.target is not None and len(raci.rows[number].accountable) == 1:
            first.setdefault(link.target, number)
    if len(first) > 1:
        *others, last = first.items()
        names = ", ".join(one.id for one in first)
        activity = raci.rows[last[1]].activity
        message = f"activity `{activity}` stands in several rows and has {len(first)} accountable ({names})"
        related = tuple(Related(raci.at("rows", number), f"here `{one.id}`") for one, number in others)
        yield raci.finding(("rows", last[1]), message, help=_KEEP, related=related)
