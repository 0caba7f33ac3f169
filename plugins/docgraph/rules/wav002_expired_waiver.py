from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.rules._api import ERROR, Run, code_named, late_rule
from docgraph.rules._phrases import plural
from docgraph.rules._waiver_validity import all_inputs_readable, is_expired, waiver_covers, waiver_label


@late_rule("WAV002", "expired-waiver", ERROR, dated=True, fixable=True)
def expired_waiver(graph: DocGraph, run: Run) -> Iterator[Finding]:
    """A waiver has expired."""
    for record in graph.records_with_waivers:
        for number, waiver in enumerate(record.waivers):
            if waiver.until and is_expired(waiver, graph.as_of):
                days = (graph.as_of - waiver.until).days
                message = f"{waiver_label(waiver)} expired on {waiver.until} ({plural(days, 'day')} ago)"
                code = code_named(waiver.code, run.codes)
                over = code in run.ran and not any(waiver_covers(record, code, finding) for finding in run.findings)
                help = (
                    "delete the waiver; it has nothing left to suppress"
                    if over
                    else "fix the suppressed finding and delete the waiver, or set a new `until:` and reason"
                )
                edits = (
                    (record.removal("waivers", number),) if over and all_inputs_readable(record, run.findings) else ()
                )
                yield record.finding(("waivers", number, "until"), message, help=help, edits=edits)
