from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._waivers import called


@rule("WAV006", "long-waiver", WARNING, dated=True)
def long_waiver(trace: Trace, *, days: int = 366) -> Iterator[Finding]:
    """A waiver expires too far in the future."""
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            if waiver.until and (waiver.until - trace.as_of).days > days:
                message = f"{called(waiver)} expires on {waiver.until}, more than {days} days ahead"
                help = f"set `until:` to a date at most {days} days ahead, and renew the waiver then if needed"
                yield record.finding(("waivers", number, "until"), message, help=help)
