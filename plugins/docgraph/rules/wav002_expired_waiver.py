from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, rule
from docgraph.rules._waivers import called
from docgraph.rules._words import counted


@rule("WAV002", "expired-waiver", ERROR, dated=True)
def expired_waiver(trace: Trace) -> Iterator[Finding]:
    """A waiver is past its last day."""
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            if waiver.until and waiver.until < trace.as_of:
                days = (trace.as_of - waiver.until).days
                message = f"{called(waiver)} ended on {waiver.until} ({counted(days, 'day')} ago)"
                help = "mend what it hid and delete it, or give it a new `until:` with a reason"
                yield record.finding(("waivers", number, "until"), message, help=help)
