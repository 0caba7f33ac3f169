from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.agent import Agent
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule

_NEEDED = {"L3": ("scenarios",), "L4": ("thresholds", "auto-rollback")}


@rule("AGT012", "level-without-bounds", ERROR)
def level_without_bounds(trace: Trace) -> Iterator[Finding]:
    """An agent acts on its own, and what bounds it is not written down."""
    for agent in trace.all(Agent):
        needed = _NEEDED.get(agent.autonomy, ())
        missing = [key for key in needed if not agent.value(key) and not agent.unusable(key)]
        if is_live(agent) and missing:
            names = " and ".join(f"`{key}`" for key in missing)
            help = f"add {names}, or write `autonomy: L2`"
            yield agent.finding("autonomy", f"agent `{agent.id}` is at {agent.autonomy} without {names}", help=help)
