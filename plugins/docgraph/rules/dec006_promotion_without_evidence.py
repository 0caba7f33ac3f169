from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.model.quoting import in_flow
from docgraph.model.values import LEVELS
from docgraph.rules._api import ERROR, rule

_MEANT = {
    "evidence": "`evidence: [{metric: ..., value: ..., period: ..., source: ...}]`",
    "rollback": "`rollback: <when and how it goes back>`",
}


@rule("DEC006", "promotion-without-evidence", ERROR)
def promotion_without_evidence(trace: Trace, *, levels: tuple[str, ...] = LEVELS) -> Iterator[Finding]:
    """A decision raises the level of an agent without evidence or a way back, or to no level."""
    for decision in trace.all(Decision):
        step = decision.promotes
        if step is None or decision.status not in ("proposed", "accepted", None) or decision.unusable("promotes"):
            continue
        start = step.from_ or levels[0]
        rises = step.to in levels and start in levels and levels.index(step.to) > levels.index(start)
        there = {"evidence": decision.proven, "rollback": decision.reversible}
        missing = [key for key, said in there.items() if not said and not decision.unusable(key)]
        if step.to is None:
            agents = [in_flow(one) for one in step.agent]
            agent = f"[{', '.join(agents)}]" if len(agents) > 1 else (agents or ["<agent id>"])[0]
            help = f"write `promotes: {{agent: {agent}, from: {in_flow(start)}, to: <level>}}`"
            yield decision.finding("promotes", f"decision `{decision.id}` promotes to no level", help=help)
        elif rises and missing:
            names = " and no ".join(f"`{key}`" for key in missing)
            message = f"decision `{decision.id}` promotes from {start} to {step.to} and has no {names}"
            yield decision.finding(missing[0], message, help="add " + " and ".join(_MEANT[key] for key in missing))
