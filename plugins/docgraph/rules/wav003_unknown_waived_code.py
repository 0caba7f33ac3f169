from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.nearest import nearest
from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, Run, after
from docgraph.rules._waivers import NEVER


@after("WAV003", "unknown-waived-code", ERROR)
def unknown_waived_code(trace: Trace, run: Run) -> Iterator[Finding]:
    """A waiver names a rule that does not exist, or one that cannot be waived."""
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            if not waiver.code:
                continue
            code = run.codes.get(waiver.code) or run.codes.get(waiver.code.upper())
            if code is None:
                near = nearest(waiver.code, list(run.codes))
                message = f"there is no rule `{waiver.code}`"
                help = f"write `{near}`, or another" if near else "write a"
                help += " code that `docgraph rules` lists"
            elif code.startswith(NEVER):
                message, help = f"{code} cannot be waived", "mend what it tells, and delete the waiver"
            else:
                continue
            yield record.finding(("waivers", number, "code"), message, help=help)
