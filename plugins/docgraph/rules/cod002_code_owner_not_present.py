from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.code_owners import CodeOwnerRecords, deciding_lines
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.person import Person
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._presence import next_successor


@rule("COD002", "code-owner-not-present", WARNING, dated=True)
def code_owner_not_present(graph: DocGraph) -> Iterator[Finding]:
    """A code owner of a definition has left, or has no document."""
    if graph.code_owners is None:
        return
    records = CodeOwnerRecords(graph, graph.code_owners)
    lines = {line for lines in deciding_lines(graph).values() for line in lines}
    owners = sorted((owner for line in lines for owner in line.owners), key=lambda owner: owner.at, reverse=True)
    for owner in {str(owner): owner for owner in owners}.values():
        person = records.record(owner)
        if isinstance(person, Person) and person.has_left(graph.as_of):
            successor = next_successor(graph, person)
            other = f"the handle of `{successor.id}`" if successor else "the handle of a person who is active"
            yield Finding(
                owner.at,
                f"code owner `{owner}` left on {person.left}",
                f"replace `{owner}` with {other}",
                subject=person.ref,
                target="code owner",
            )
        elif records.is_unknown(owner):
            yield Finding(
                owner.at,
                f"code owner `{owner}` is not a name of any person",
                f"add `{owner.name}` to `aliases` of this person, or replace `{owner}`",
                target=owner.name,
            )
