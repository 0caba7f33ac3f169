"""The list of waivers: location, terms, findings about the waiver and findings it suppresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.analysis.waiver_status import Written, written
from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.model.location import AT_PROJECT, Standpoint
from docgraph.report.context import number, seen, shown


def waivers(trace: Trace, findings: Sequence[Finding], standpoint: Standpoint = AT_PROJECT) -> str:
    """All waivers, the next to expire first, then a summary line."""
    found = written(trace, findings)
    lines = [line for one in found for line in _lines(one, standpoint)]
    return "\n".join([*lines, f"{number(len(found), 'waiver')}, as of {trace.as_of}", ""])


def _lines(one: Written, standpoint: Standpoint) -> Iterator[str]:
    waiver = one.waiver
    until = f"expires {waiver.until.isoformat()}" if waiver.until else "has no expiry date"
    owner = f"approved by {', '.join(waiver.owner)}" if waiver.owner else "has no owner"
    place, code = shown(one.at, standpoint), seen(waiver.code) or "waiver without a code"
    yield f"{place}: {code} {until}, {seen(owner)}: {seen(waiver.reason)}"
    for finding in one.wrong:
        yield f"  finding: {finding.code}: {seen(finding.message)}"
    for finding in one.hides:
        yield f"  suppresses: {finding.code}: {seen(finding.message)}"
