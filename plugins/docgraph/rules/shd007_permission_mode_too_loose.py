from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.as_of_view import level_on_date
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import unread
from docgraph.rules._definitions import documented_agents, finding_about

_MODES = ("bypassPermissions", "acceptEdits", "dontAsk")


@rule("SHD007", "permission-mode-too-loose", WARNING)
def permission_mode_too_loose(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """A definition lets an agent act without confirmation although the agent's level forbids it."""
    for agent, packet in documented_agents(graph):
        level = level_on_date(graph, packet)
        for definition in agent.definitions if level in levels[:2] else ():
            mode = definition.permission_mode
            if mode in _MODES:
                yield finding_about(
                    agent,
                    definition,
                    ("permissionMode",),
                    f"agent `{agent.name}` is at {level}, but `permissionMode: {mode}` skips confirmations",
                    help=f"delete `permissionMode: {mode}`, or raise the level with a decision",
                    unless=unread(packet, "autonomy"),
                )
