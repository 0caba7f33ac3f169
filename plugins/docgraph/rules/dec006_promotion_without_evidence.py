from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.decision import Decision
from docgraph.model.field_types import LEVELS
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import gaps, unread
from docgraph.rules._phrases import brief
from docgraph.text.yaml_quote import quote_in_flow

_HINTS = {
    "evidence": "`evidence: [{metric: <metric>, value: <number>, period: <period>, source: <link>}]`",
    "rollback": "`rollback: <when and how to roll back>`",
}


@rule("DEC006", "promotion-without-evidence", ERROR)
def promotion_without_evidence(graph: DocGraph, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """A decision that promotes an agent lacks evidence, a rollback or the new level."""
    for decision in graph.all(Decision):
        step = decision.promotes
        if step is None or decision.status not in ("proposed", "accepted", None):
            continue
        start = step.from_ or levels[0]
        rises = step.to in levels and start in levels and levels.index(step.to) > levels.index(start)
        there = {"evidence": decision.has_evidence, "rollback": decision.has_rollback}
        unless = unread(decision, "promotes", "status")
        missing = [key for key, value in there.items() if not value]
        if step.to is None:
            agents = [quote_in_flow(agent) for agent in step.agent]
            agent = f"[{', '.join(agents)}]" if len(agents) > 1 else (agents or ["<agent id>"])[0]
            help = f"set `promotes: {{agent: {agent}, from: {quote_in_flow(start)}, to: <level>}}`"
            message = f"decision `{decision.id}` promotes {_agents(step.agent)} but does not name the level"
            yield decision.finding("promotes", message, help=help, unless=unless)
        named = _agents(step.agent)
        for gap in gaps(decision, missing) if rises else ():
            names = " or ".join(f"`{key}`" for key in gap.keys)
            message = f"decision `{decision.id}` promotes {named} from {start} to {step.to} without {names}"
            help = "add " + " and ".join(_HINTS[key] for key in gap.keys)
            yield decision.finding(gap.keys[0], message, help=help, unless=(*gap.unless, *unless))


def _agents(ids: Sequence[str]) -> str:
    """A phrase such as "agents `a` and `b`" for the promoted agents."""
    names = " and ".join(f"`{brief(agent)}`" for agent in ids)
    return f"agent{'s' if len(ids) > 1 else ''} {names}" if ids else "an agent"
