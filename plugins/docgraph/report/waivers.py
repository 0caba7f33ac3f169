"""The list of waivers: location, terms, findings about the waiver and findings it suppresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.analysis.waiver_status import WaiverStatus, waiver_statuses
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.location import PROJECT_ROOT, DisplayBase
from docgraph.report.context import count_of, display_at, seen


def waivers(trace: DocGraph, findings: Sequence[Finding], standpoint: DisplayBase = PROJECT_ROOT) -> str:
    """All waivers, the next to expire first, then a summary line."""
    found = waiver_statuses(trace, findings)
    lines = [line for waiver_status in found for line in _lines(waiver_status, standpoint)]
    return "\n".join([*lines, f"{count_of(len(found), 'waiver')}, as of {trace.as_of}", ""])


def _lines(one: WaiverStatus, standpoint: DisplayBase) -> Iterator[str]:
    waiver = one.waiver
    until = f"expires {waiver.until.isoformat()}" if waiver.until else "has no expiry date"
    owner = f"approved by {', '.join(waiver.owner)}" if waiver.owner else "has no owner"
    place, code = display_at(one.at, standpoint), seen(waiver.code) or "waiver without a code"
    yield f"{place}: {code} {until}, {seen(owner)}: {seen(waiver.reason)}"
    for finding in one.own_findings:
        yield f"  finding: {finding.code}: {seen(finding.message)}"
    for finding in one.suppressed:
        yield f"  suppresses: {finding.code}: {seen(finding.message)}"
