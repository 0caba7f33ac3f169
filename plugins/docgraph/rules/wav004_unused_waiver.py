from __future__ import annotations

from collections.abc import Iterator

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.model.record import Record, Waiver
from docgraph.rules._api import WARNING, Run, after, code_named
from docgraph.rules._waivers import called, ended, heard, meets


@after("WAV004", "unused-waiver", WARNING, fixable=True)
def unused_waiver(trace: Trace, run: Run) -> Iterator[Finding]:
    """A waiver hides nothing."""
    for record in trace.waiving:
        for number, waiver in enumerate(record.waivers):
            code = code_named(waiver.code, run.codes)
            # one that is past its last day is told as that
            spent = code in run.ran and not ended(waiver, trace.as_of) and not _used(record, waiver, code, run)
            if spent and not _broken(record, number, run):
                message = f"{called(waiver)} hides nothing"
                edits = (record.removed("waivers", number),) if heard(record, run.findings) else ()
                yield record.finding(("waivers", number), message, help="delete it", edits=edits)


def _used(record: Record, waiver: Waiver, code: str, run: Run) -> bool:
    return any(
        finding.waived
        and meets(record, code, finding)
        and (finding.waived.reason, finding.waived.until) == (waiver.reason, waiver.until)
        for finding in run.findings
    )


def _broken(record: Record, number: int, run: Run) -> bool:
    """Whether something else is wrong with the waiver: then it hides nothing because of that."""
    inside = [finding for finding in run.findings if finding.key[:2] == ("waivers", number)]
    return any((finding.subject, finding.home) == (record.ref, record.path) for finding in inside)
