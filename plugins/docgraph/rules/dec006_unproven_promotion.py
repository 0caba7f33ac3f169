from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.decision import Decision
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._levels import rank


@rule("DEC006", "unproven-promotion", ERROR)
def unproven_promotion(trace: Trace) -> Iterator[Finding]:
    """A decision gives an agent more room without evidence, or without a way back."""
    for decision in trace.all(Decision):
        move = decision.promotes
        if move is None or move.to is None or rank(move.to) <= rank(move.from_ or "L1"):
            continue
        missing = [key for key in ("evidence", "rollback") if decision.missing(key)]
        if missing:
            names = " and no ".join(f"`{key}`" for key in missing)
            help = "add " + " and ".join(f"`{key}:`" for key in missing) + "; a promotion rests on both"
            yield decision.finding(
                "promotes", f"decision `{decision.id}` promotes to {move.to} with no {names}", help=help
            )
