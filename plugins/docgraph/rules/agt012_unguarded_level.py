from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.as_of_view import level_on_date
from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import gaps, unread

_HINTS = {
    "scenarios": "[<what it may do on its own>]",
    "thresholds": "[<limits that must hold>]",
    "auto-rollback": "<what rolls it back automatically>",
}


@rule("AGT012", "unguarded-level", ERROR)
def unguarded_level(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """An agent lacks the scenarios, thresholds or automatic rollback that its level requires."""
    for agent in graph.all(Agent):
        level = level_on_date(graph, agent) or ""
        wanted: tuple[str, ...] = ("thresholds", "auto-rollback") if level in levels[3:] else ()
        if level in levels[2:3]:
            wanted = ("scenarios",)
        empty = [key for key in wanted if not agent.value(key)]
        for gap in gaps(agent, empty) if agent.is_live else ():
            names = " or ".join(f"`{key}`" for key in gap.keys)
            parts = " and ".join(f"`{key}: {_HINTS[key]}`" for key in gap.keys)
            lower = levels[levels.index(level) - 1]
            yield agent.finding(
                gap.keys[0],
                f"agent `{agent.id}` is at {level} but has no {names}",
                help=f"add {parts}, or set `autonomy: {lower}` until then",
                unless=(*gap.unless, *unread(agent, "status")),
            )
