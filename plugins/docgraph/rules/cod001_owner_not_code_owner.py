from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgraph.analysis.code_owners import CodeOwnerRecords, deciding_lines
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding, Related
from docgraph.model.record import Record
from docgraph.rules._api import WARNING, rule
from docgraph.rules._definitions import documented_agents, finding_about, quoted_names


@rule("COD001", "owner-not-code-owner", WARNING, dated=True)
def owner_not_code_owner(graph: DocGraph) -> Iterator[Finding]:
    """The owner of an agent is not a code owner of its definition."""
    if graph.code_owners is None:
        return
    records = CodeOwnerRecords(graph, graph.code_owners)
    for agent, packet in documented_agents(graph):
        owner = graph.owner_of(packet)
        people = graph.people_behind(owner)
        for definition in agent.definitions:
            lines = deciding_lines(graph)[definition.path]
            named = [records.record(code_owner) for line in lines for code_owner in line.owners]
            # a team without a document may have the owner as a member, and an unknown handle may be one of theirs
            is_known = bool(people and named) and None not in named
            if owner is not None and is_known and not _includes(graph, named, {owner, *people}):
                patterns = quoted_names(line.pattern for line in lines)
                yield finding_about(
                    agent,
                    definition,
                    ("name",),
                    f"owner `{owner.id}` of agent `{agent.name}` is not a code owner of `{definition.path}`",
                    help=f"add the handle of `{owner.id}` to the line for {patterns} in `{graph.code_owners.path}`",
                    related=tuple(Related(line.at, "the code owners") for line in lines),
                )


def _includes(graph: DocGraph, code_owners: Iterable[Record | None], owner: set[Record]) -> bool:
    return any(record in owner or not owner.isdisjoint(graph.people_behind(record)) for record in code_owners)
