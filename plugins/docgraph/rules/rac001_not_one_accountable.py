from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.raci import Raci
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("RAC001", "not-one-accountable", ERROR, fixable=True)
def not_one_accountable(trace: Trace) -> Iterator[Finding]:
    """A row of a RACI has nobody accountable, or more than one."""
    for raci in trace.all(Raci):
        for number, row in enumerate(raci.rows):
            count = len(row.accountable)
            if count != 1 and not raci.unusable("rows", number, "accountable"):
                who = f"{count} accountable ({', '.join(row.accountable)})" if count else "nobody accountable"
                help = (
                    "keep one as accountable; the others are responsible or consulted"
                    if count
                    else "write the one human who is accountable into the row"
                )
                links = trace.links_of(raci, "rows.accountable")
                meant = {link.target for link in links if link.path[1] == number}
                again = range(1, count) if len(meant) == 1 and None not in meant else ()
                edits = [raci.removed("rows", number, "accountable", place) for place in again]
                message = f"row `{row.activity or number + 1}` has {who}"
                yield raci.finding(("rows", number), message, help=help, edits=edits)
