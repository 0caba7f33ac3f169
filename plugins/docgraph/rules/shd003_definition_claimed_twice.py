from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from docgraph.analysis.defined_agents import normalized
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding, Related
from docgraph.rules._api import ERROR, rule


@rule("SHD003", "definition-claimed-twice", ERROR)
def definition_claimed_twice(graph: DocGraph) -> Iterator[Finding]:
    """Two packets list one definition."""
    claims: dict[str, list[tuple[Agent, int]]] = defaultdict(list)
    for agent in graph.all(Agent):
        for number, path in enumerate(agent.definitions):
            if agent.is_live and graph.exists(path):
                claims[normalized(path)].append((agent, number))
    names: dict[str, set[str]] = defaultdict(set)
    ids: dict[str, set[str]] = defaultdict(set)
    for definition in graph.definitions:
        names[definition.path].add(definition.name)
        ids[definition.path] |= definition.ids
    for path, claimants in claims.items():
        # each agent of a file with several agents can have a packet with its name
        rivals = [claim for claim in claimants if len(names[path]) < 2 or claim[0].id not in ids[path]]
        for agent, number in rivals[1:]:
            first, place = rivals[0]
            related = Related(first.place.at(("definitions", place)), f"agent `{first.id}` lists it here")
            if first is not agent:
                yield agent.finding(
                    ("definitions", number),
                    f"`{path}` is a definition of agent `{agent.id}` and of agent `{first.id}`",
                    help=f"delete `{path}` from `definitions` of one of them",
                    related=(related,),
                )
