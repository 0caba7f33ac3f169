"""The report that people read in a terminal: place, fault, the line with a caret, other places, the edit."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.model.finding import Finding, Severity
from docgraph.model.location import Location
from docgraph.model.secret import masked
from docgraph.report.facts import Facts, seen, tally

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}
_WIDEST = 160


def text(facts: Facts) -> str:
    """Every finding, then one line that counts them."""
    lines = [line for finding in facts.findings for line in (*lines_of(finding, facts), "")]
    return "\n".join([*lines, tally(facts), ""])


def lines_of(finding: Finding, facts: Facts) -> Iterator[str]:
    severity = finding.severity or Severity.ERROR
    head = f"{severity}[{finding.code}]"
    if finding.waived:
        head = f"waived {head}"
    if facts.colour:
        head = f"{_COLOURS[severity]}{head}\x1b[0m"
    yield f"{_place(finding.at)}: {head}: {seen(finding.message)}"
    yield from _quoted(finding.at, facts)
    for other in finding.related:
        yield f"  ::: {_place(other.at)}: {seen(other.message)}"
    if finding.waived:
        waiver = finding.waived
        yield f"  waived until {waiver.until} by {seen(waiver.owner)}: {seen(waiver.reason)}"
    elif finding.owner:
        yield f"  owner: {finding.owner}"
    yield f"  help: {seen(finding.help)}"


def _place(at: Location) -> str:
    return seen(str(at))


def _quoted(at: Location, facts: Facts) -> Iterator[str]:
    document = facts.trace.text(at.path)
    line = masked(document.line(at.line)) if document else ""
    if not line.strip():
        return
    shown = seen(line[:_WIDEST].replace("\t", " "))
    gutter = f"{at.line:>4}"
    yield f"{gutter} | {shown}"
    before = seen(line[: at.column - 1].replace("\t", " "))
    if at.column <= _WIDEST:
        yield f"{' ' * len(gutter)} | {' ' * len(before)}^"
