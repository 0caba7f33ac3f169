from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome, Result
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._causes import gaps
from docgraph.rules._edit_hint import to_add
from docgraph.rules._phrases import either

_HINTS = {
    "value": "<measured value>",
    "on": "YYYY-MM-DD",
    "by": "<person id>",
    "evidence": "<link or description>",
}


@rule("OUT004", "closed-without-result", ERROR)
def closed_without_result(graph: DocGraph) -> Iterator[Finding]:
    """An outcome is met or missed, but its result is missing or incomplete."""
    for outcome in graph.all(Outcome):
        if outcome.status not in ("met", "missed"):
            continue
        result = outcome.result or Result()
        empty = [key for key in ("value", "on", "by", "evidence") if not getattr(result, key)]
        for gap in gaps(outcome, empty, "result"):
            names = either([f"`{key}`" for key in gap.keys])
            lacks = f"has no valid {names}" if gap.unless else f"has no {names}"
            message = f"outcome `{outcome.id}` is {outcome.status} but its result {lacks}"
            parts = {key: _HINTS[key] for key in gap.keys}
            yield outcome.finding("result", message, help=to_add(outcome, "result", parts), unless=gap.unless)
