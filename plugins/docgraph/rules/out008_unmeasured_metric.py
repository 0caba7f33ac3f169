from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.judged import is_live
from docgraph.graph.trace import Trace
from docgraph.kinds.outcome import Outcome
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._causes import gaps

_MEANT = {"baseline": "<the number today>", "target": "<the number that is wanted>", "unit": "<of what>"}


@rule("OUT008", "unmeasured-metric", WARNING)
def unmeasured_metric(trace: Trace) -> Iterator[Finding]:
    """A metric outcome does not say from what to what."""
    for outcome in filter(is_live, trace.all(Outcome)):
        measure = outcome.measure
        if measure is None or measure.type != "metric":
            continue
        said = {
            "baseline": measure.baseline is not None,
            "target": measure.target is not None,
            "unit": bool(measure.unit),
        }
        for gap in gaps(outcome, [key for key, there in said.items() if not there], "measure"):
            names = ", ".join(f"`{key}`" for key in gap.keys)
            parts = " and ".join(f"`{key}: {_MEANT[key]}`" for key in gap.keys)
            message = f"the metric of outcome `{outcome.id}` lacks {names}"
            yield outcome.finding("measure", message, help=f"add {parts} to `measure:`", unless=gap.unless)
