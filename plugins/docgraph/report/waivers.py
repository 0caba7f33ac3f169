"""The list of waivers: each with its place, what it hides now, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgraph.analysis.waiver_status import Written, written
from docgraph.graph.doc_graph import Trace
from docgraph.model.finding import Finding
from docgraph.model.location import AT_PROJECT, Standpoint
from docgraph.report.context import number, seen, shown


def waivers(trace: Trace, findings: Sequence[Finding], standpoint: Standpoint = AT_PROJECT) -> str:
    """All waivers by expiry, the next to expire first, then one line that counts them."""
    found = written(trace, findings)
    lines = [line for one in found for line in _lines(one, standpoint)]
    return "\n".join([*lines, f"{number(len(found), 'waiver')}, as of {trace.as_of}", ""])


def _lines(one: Written, standpoint: Standpoint) -> Iterator[str]:
    waiver = one.waiver
    until = waiver.until.isoformat() if waiver.until else "no date"
    owner = ", ".join(waiver.owner) or "nobody"
    place, code = shown(one.at, standpoint), seen(waiver.code) or "no code"
    yield f"{place}: {code} until {until} by {seen(owner)}: {seen(waiver.reason)}"
    for finding in one.wrong:
        yield f"  wrong: {finding.code}: {seen(finding.message)}"
    for finding in one.hides:
        yield f"  hides: {finding.code}: {seen(finding.message)}"
