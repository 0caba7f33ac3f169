from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import gaps, unread

_HINTS = {"will-do": "[<what it does>]", "wont-do": "[<what it must never do>]"}


@rule("AGT002", "no-boundaries", WARNING)
def no_boundaries(graph: DocGraph) -> Iterator[Finding]:
    """An agent does not state what it does, or what it must never do."""
    for agent in graph.all(Agent):
        missing = [key for key in ("will-do", "wont-do") if agent.is_absent(key)]
        for gap in gaps(agent, missing) if agent.is_live else ():
            names = " or ".join(f"`{key}`" for key in gap.keys)
            yield agent.finding(
                gap.keys[0],
                f"agent `{agent.id}` has no {names}",
                help="add " + " and ".join(f"`{key}: {_HINTS[key]}`" for key in gap.keys),
                unless=(*gap.unless, *unread(agent, "status")),
            )
