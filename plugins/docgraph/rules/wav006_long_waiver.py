from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import WARNING, rule
from docgraph.rules._temporary import LONGEST_DAYS
from docgraph.rules._waiver_validity import waiver_label


@rule("WAV006", "long-waiver", WARNING, dated=True)
def long_waiver(graph: DocGraph, *, days: int = LONGEST_DAYS) -> Iterator[Finding]:
    """A waiver expires too far in the future."""
    for record in graph.records_with_waivers:
        for number, waiver in enumerate(record.waivers):
            if waiver.until and (waiver.until - graph.as_of).days > days:
                message = f"{waiver_label(waiver)} expires on {waiver.until}, more than {days} days ahead"
                help = f"set `until:` to a date at most {days} days ahead, and renew the waiver then if needed"
                yield record.finding(("waivers", number, "until"), message, help=help)
