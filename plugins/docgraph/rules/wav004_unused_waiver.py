from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.model.record import Record, Waiver
from docgraph.rules._api import WARNING, Run, after, code_named
from docgraph.rules._causes import explained_by
from docgraph.rules._waivers import INVALID, called, heard, meets


@after("WAV004", "unused-waiver", WARNING, fixable=True)
def unused_waiver(trace: Trace, run: Run) -> Iterator[Finding]:
    """A waiver suppresses no finding."""
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            code = code_named(waiver.code, run.codes)
            if code in run.ran and not _used(record, waiver, code, run):
                message = f"{called(waiver)} suppresses nothing"
                edits = (record.removed("waivers", number),) if heard(record, run.findings) else ()
                unless = explained_by(INVALID, record, "waivers", number)
                yield record.finding(("waivers", number), message, help="delete it", edits=edits, unless=unless)


def _used(record: Record, waiver: Waiver, code: str, run: Run) -> bool:
    return any(
        finding.waived
        and meets(record, code, finding)
        and (finding.waived.reason, finding.waived.until) == (waiver.reason, waiver.until)
        for finding in run.findings
    )
