from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.record import Record, Waiver
from docgraph.rules._api import WARNING, Run, code_named, late_rule
from docgraph.rules._causes import explained_by
from docgraph.rules._waiver_validity import INVALID, all_inputs_readable, waiver_covers, waiver_label


@late_rule("WAV004", "unused-waiver", WARNING, fixable=True)
def unused_waiver(graph: DocGraph, run: Run) -> Iterator[Finding]:
    """A waiver suppresses no finding."""
    for record in graph.records_with_waivers:
        for number, waiver in enumerate(record.waivers):
            code = code_named(waiver.code, run.codes)
            if code in run.ran and not _used(record, waiver, code, run):
                message = f"{waiver_label(waiver)} suppresses nothing"
                edits = (record.removal("waivers", number),) if all_inputs_readable(record, run.findings) else ()
                unless = explained_by(INVALID, record, "waivers", number)
                yield record.finding(("waivers", number), message, help="delete the waiver", edits=edits, unless=unless)


def _used(record: Record, waiver: Waiver, code: str, run: Run) -> bool:
    return any(
        finding.waived
        and waiver_covers(record, code, finding)
        and (finding.waived.reason, finding.waived.until) == (waiver.reason, waiver.until)
        for finding in run.findings
    )
