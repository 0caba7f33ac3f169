from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.kinds.outcome import Outcome, Result
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._parts import to_add

_MEANT = {
    "value": "<what was measured>",
    "on": "YYYY-MM-DD",
    "by": "<person id>",
    "evidence": "<where it can be seen>",
}


@rule("OUT004", "closed-without-result", ERROR)
def closed_without_result(trace: Trace) -> Iterator[Finding]:
    """An outcome was met or missed, and nobody wrote down what came of it."""
    for outcome in trace.all(Outcome):
        if outcome.status not in ("met", "missed"):
            continue
        result = outcome.result or Result()
        missing = [
            key
            for key in ("value", "on", "by", "evidence")
            if not getattr(result, key) and not outcome.unusable("result", key)
        ]
        if missing and ("result",) not in outcome.place.faulty:
            names = ", ".join(f"`{key}`" for key in missing)
            message = f"outcome `{outcome.id}` is {outcome.status}, and its result lacks {names}"
            parts = {key: _MEANT[key] for key in missing}
            yield outcome.finding("result", message, help=to_add(outcome, "result", parts))
