from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.link import State
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule


@rule("RAC003", "accountable-not-human", ERROR)
def accountable_not_human(trace: Trace) -> Iterator[Finding]:
    """The one accountable in a RACI is an agent or a team."""
    for link in trace.links:
        if link.key == "rows.accountable" and link.state is State.WRONG_KIND:
            other = link.others[0]
            message = (
                f"{other.kind} `{other.id}` is accountable in row `{link.source.value('rows')[link.path[1]].activity}`"
            )
            help = "name a person or role; an agent can be responsible, a team can be consulted"
            yield link.source.finding(link.path[:2], message, help=help)
