"""The output of `docgraph waivers`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.analysis.waiver_status import WaiverStatus, waiver_statuses
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.finding import Finding
from docgraph.model.location import PROJECT_ROOT, DisplayBase
from docgraph.report.context import count_of, display_at, escape_invisible


def waiver_list(graph: DocGraph, findings: Sequence[Finding], display_base: DisplayBase = PROJECT_ROOT) -> str:
    """All waivers sorted by expiry date, each with its findings, then a summary line."""
    statuses = waiver_statuses(graph, findings)
    lines = [line for waiver_status in statuses for line in _lines(waiver_status, display_base)]
    return "\n".join([*lines, f"{count_of(len(statuses), 'waiver')}, as of {graph.as_of}", ""])


def _lines(status: WaiverStatus, display_base: DisplayBase) -> Iterator[str]:
    waiver = status.waiver
    until = f"expires {waiver.until.isoformat()}" if waiver.until else "has no expiry date"
    owner = f"approved by {', '.join(waiver.owner)}" if waiver.owner else "has no owner"
    place, code = display_at(status.location, display_base), escape_invisible(waiver.code) or "waiver without a code"
    yield f"{place}: {code} {until}, {escape_invisible(owner)}: {escape_invisible(waiver.reason)}"
    for finding in status.own_findings:
        yield f"  finding: {finding.code}: {escape_invisible(finding.message)}"
    for finding in status.suppressed:
        yield f"  suppresses: {finding.code}: {escape_invisible(finding.message)}"
