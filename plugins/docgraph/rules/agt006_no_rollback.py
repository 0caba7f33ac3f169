from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.agent import Agent, Rollback
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, WARNING, rule
from docgraph.rules._causes import gaps, unread
from docgraph.rules._edit_hint import to_add

_HINTS = {"trigger": "[<when to stop it>]", "procedure": "<how to stop it>"}


@rule("AGT006", "no-rollback", WARNING)
def no_rollback(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """An agent has no rollback trigger or procedure (an error from L3 up).

    `levels` are all levels of autonomy in ascending order. A missing trigger and a missing procedure are one finding.
    """
    for agent in graph.all(Agent):
        rollback = agent.rollback or Rollback()
        empty = [part for part in ("trigger", "procedure") if not getattr(rollback, part)]
        for gap in gaps(agent, empty, "rollback") if agent.is_live else ():
            names = " or ".join(gap.keys)
            severity = ERROR if agent.autonomy in levels[2:] else WARNING
            declared = {part: _HINTS[part] for part in gap.keys}
            message = f"agent `{agent.id}` has no rollback {names}"
            help, unless = to_add(agent, "rollback", declared), (*gap.unless, *unread(agent, "status"))
            yield agent.finding("rollback", message, help=help, severity=severity, unless=unless)
