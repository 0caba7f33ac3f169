"""The list of waivers: each with its place, what it hides now, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.graph.trace import Trace
from docgraph.model.finding import Finding
from docgraph.model.record import Record, Waiver
from docgraph.report.facts import number, seen


def waivers(trace: Trace, findings: Sequence[Finding]) -> str:
    """All waivers by expiry, the next to expire first, then one line that counts them."""
    found = [(record, place, waiver) for record in trace.waiving for place, waiver in enumerate(record.waivers)]
    found.sort(key=lambda one: (one[2].until is None, one[2].until or trace.as_of, one[0].at("waivers", one[1])))
    lines = [line for record, place, waiver in found for line in _lines(record, place, waiver, findings)]
    return "\n".join([*lines, f"{number(len(found), 'waiver')}, as of {trace.as_of}", ""])


def _lines(record: Record, place: int, waiver: Waiver, findings: Sequence[Finding]) -> Iterator[str]:
    until = waiver.until.isoformat() if waiver.until else "no date"
    owner = ", ".join(waiver.owner) or "nobody"
    said = f"{seen(waiver.code) or 'no code'} until {until} by {seen(owner)}: {seen(waiver.reason)}"
    yield f"{record.at('waivers', place)}: {said}"
    for finding in findings:
        if finding.at.path != record.path:
            continue
        inside = finding.subject == record.ref and finding.key[:2] == ("waivers", place)
        hidden = finding.waived and (finding.waived.reason, finding.waived.until) == (waiver.reason, waiver.until)
        if inside:
            yield f"  wrong: {finding.code}: {seen(finding.message)}"
        elif hidden and waiver.code.upper() in (finding.code, finding.name.upper()):
            yield f"  hides: {finding.code}: {seen(finding.message)}"
