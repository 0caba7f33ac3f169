from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.person import Person
from docgraph.kinds.raci import Raci
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import WARNING, rule
from docgraph.rules._phrases import named_or_numbered


@rule("RAC004", "raci-contradicts-owner", WARNING)
def raci_contradicts_owner(graph: DocGraph, *, every_row: bool = False) -> Iterator[Finding]:
    """The owner of an agent or outcome is not accountable in its RACI.

    With `every_row`, each row in which somebody else is accountable is reported. Otherwise, only the first row is
    reported, and only if the owner is accountable in no row.
    """
    for raci in graph.all(Raci):
        for scope in graph.targets(raci, "scoped-to"):
            owner = graph.holder_of(scope)
            if owner is None or not scope.is_live:
                continue
            others = _others(graph, raci, owner)
            if not every_row:
                others = others[:1] if len(others) == len(raci.rows) else []
            for number, person in others:
                row = named_or_numbered(raci.rows[number].activity, number)
                message = (
                    f"`{person.id}` is accountable in row {row}, "
                    f"but the owner of {scope.kind} `{scope.id}` is `{owner.id}`"
                )
                related = (Related(scope.at("owner"), "`owner` is set here"),)
                help = (
                    f"name `{owner.id}` as accountable in the row; "
                    f"if `{person.id}` is accountable, set `owner: {person.id}` in {scope.kind} `{scope.id}`"
                )
                yield raci.finding(("rows", number), message, help=help, related=related)


def _others(graph: DocGraph, raci: Raci, owner: Person) -> list[tuple[int, Person]]:
    named = [(int(link.path[1]), graph.people_behind(link.target)) for link in graph.links_of(raci, "rows.accountable")]
    rows = [(number, people) for number, people in named if len(raci.rows[number].accountable) == 1]
    return [(number, people[0]) for number, people in rows if len(people) == 1 and people[0] is not owner]
