from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, Run, after, code_named
from docgraph.rules._phrases import counted
from docgraph.rules._waivers import called, ended, heard, meets


@after("WAV002", "expired-waiver", ERROR, dated=True, fixable=True)
def expired_waiver(trace: Trace, run: Run) -> Iterator[Finding]:
    """A waiver has expired."""
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            if waiver.until and ended(waiver, trace.as_of):
                days = (trace.as_of - waiver.until).days
                message = f"{called(waiver)} expired on {waiver.until} ({counted(days, 'day')} ago)"
                code = code_named(waiver.code, run.codes)
                over = code in run.ran and not any(meets(record, code, finding) for finding in run.findings)
                help = (
                    "delete it; there is nothing left to suppress"
                    if over
                    else "fix what it suppressed and delete it, or set a new `until:` and reason"
                )
                edits = (record.removed("waivers", number),) if over and heard(record, run.findings) else ()
                yield record.finding(("waivers", number, "until"), message, help=help, edits=edits)
