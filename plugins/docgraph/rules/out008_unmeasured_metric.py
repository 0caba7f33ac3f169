from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.kinds.outcome import Outcome
from docgraph.model.field_types import has_number
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import gaps
from docgraph.rules._phrases import either

_HINTS = {"baseline": "<current number>", "target": "<target number>", "unit": "<unit>"}


@rule("OUT008", "unmeasured-metric", WARNING)
def unmeasured_metric(graph: DocGraph) -> Iterator[Finding]:
    """The metric of an open outcome has no baseline, target or unit."""
    for outcome in graph.all(Outcome):
        measure = outcome.measure
        if not outcome.is_live or measure is None or measure.type != "metric":
            continue
        missing_keys = {
            "baseline": has_number(measure.baseline),
            "target": has_number(measure.target),
            "unit": measure.has_unit,
        }
        for gap in gaps(outcome, [key for key, there in missing_keys.items() if not there], "measure"):
            vague = [key for key in gap.keys if getattr(measure, key) not in (None, "")]
            names = either([f"number in `{key}`" if key in vague else f"`{key}`" for key in gap.keys])
            parts = " and ".join(f"`{key}: {_HINTS[key]}`" for key in gap.keys)
            message = f"metric of outcome `{outcome.id}` has no {names}"
            help = f"set {parts} under `measure:`" if vague else f"add {parts} to `measure:`"
            yield outcome.finding("measure", message, help=help, unless=gap.unless)
