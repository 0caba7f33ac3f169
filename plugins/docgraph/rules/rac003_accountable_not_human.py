from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.kinds.raci import Raci
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by


@rule("RAC003", "accountable-not-human", ERROR)
def accountable_not_human(trace: Trace) -> Iterator[Finding]:
    """The one accountable in a RACI is an agent or a team."""
    for raci in trace.all(Raci):
        for link in trace.links_of(raci, "rows.accountable"):
            number = int(link.path[1])
            row = raci.rows[number]
            if link.state is State.WRONG_KIND:
                message = f"`{link.others[0].ref}` is accountable in row `{row.activity or number + 1}`"
                help = (
                    "write a person or role as accountable there; an agent can be responsible, a team can be consulted"
                )
                unless = explained_by(("RAC001",), raci, "rows", number) if len(row.accountable) > 1 else ()
                yield raci.finding(("rows", number), message, help=help, unless=unless)
