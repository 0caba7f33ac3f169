from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.graph.reference import Reference, Resolution
from docgraph.kinds.raci import Raci
from docgraph.kinds.role import Role
from docgraph.model.cause import Cause
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import explained_by
from docgraph.rules._phrases import named_or_numbered
from docgraph.rules._presence import UncertainPresence, role_reported


@rule("RAC003", "accountable-not-human", ERROR, dated=True)
def accountable_not_human(graph: DocGraph) -> Iterator[Finding]:
    """The accountable party in a RACI is an agent, a team, or a role with several active holders."""
    presence = UncertainPresence(graph)
    for raci in graph.all(Raci):
        live = any(record.is_live for record in graph.targets(raci, "scoped-to"))
        for link in graph.links_of(raci, "rows.accountable"):
            number = int(link.path[1])
            several = explained_by(("RAC001",), raci, "rows", number) if len(raci.rows[number].accountable) > 1 else ()
            if link.resolution is Resolution.WRONG_KIND:
                other = link.candidates[0]
                message = (
                    f"accountable in row {_row(raci, number)} must be a person or role, not {other.kind} `{other.id}`"
                )
                help = "name a person or role as accountable; an agent can be responsible, a team can be consulted"
                yield raci.finding(("rows", number), message, help=help, unless=several)
            elif live and isinstance(link.target, Role) and len(graph.people_behind(link.target)) > 1:
                yield _shared_role(graph, raci, link, unless=(*several, *presence.causes(link.target)))


def _shared_role(graph: DocGraph, raci: Raci, link: Reference, unless: tuple[Cause, ...]) -> Finding:
    role, number = link.target, int(link.path[1])
    assert isinstance(role, Role)
    names = ", ".join(f"`{person.id}`" for person in graph.people_behind(role))
    where = f"accountable in row {_row(raci, number)}"
    message = f"role `{role.id}`, {where}, has several active holders on {graph.as_of}: {names}"
    if role.max_holders > 1:
        help = "name one person as accountable; a role with several holders can be responsible or consulted"
    else:
        help = f"end all but one entry in `holders:` of role `{role.id}` with `to:`"
        unless = (*unless, *role_reported(role))
    return raci.finding(("rows", number), message, help=help, unless=unless)


def _row(raci: Raci, number: int) -> str:
    return named_or_numbered(raci.rows[number].activity, number)
