"""The report for a terminal: location, message, the line with a caret, related lines, the fix.

Errors come first in each file. A report longer than a screen ends with a list of its errors, because the end of the log
is what people see of a failed build.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from docgraph.model.finding import Finding, Severity
from docgraph.model.limits import LINE_QUOTES, QUOTED_WIDTH
from docgraph.model.location import Location
from docgraph.report.context import ReportContext, count_of, display_at, seen, tally
from docgraph.text.secrets import mask_secrets

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}
_SCREEN = 10
"""How many findings fit on a screen."""
_LISTED = 20
_CUT = "... "
"""Replaces the beginning of a long line."""


def text(facts: ReportContext) -> str:
    """All findings, then the errors of a long report again, then a summary line."""
    printed = printed_findings(sorted(facts.findings, key=_weight), facts)
    lines = [line for finding in printed for line in (*finding, "")]
    return "\n".join([*lines, *_errors(facts), tally(facts), ""])


def printed_findings(findings: Iterable[Finding], facts: ReportContext) -> Iterator[list[str]]:
    """The lines of each finding. A source line is quoted only for its first few findings."""
    quotes: Counter[tuple[str, int]] = Counter()
    sources: dict[tuple[str, int], str] = {}
    for finding in findings:
        place = finding.at.path, finding.at.line
        quotes[place] += 1
        if quotes[place] == 1:
            sources[place] = _source(finding.at, facts)
        elif quotes[place] > LINE_QUOTES:
            sources[place] = ""
        yield list(_lines_of(finding, facts, sources[place]))


def _source(at: Location, facts: ReportContext) -> str:
    """The source line of a location with secrets masked; empty if it is blank."""
    document = facts.trace.text(at.path)
    line = mask_secrets(document.line(at.line)).replace("\t", " ") if document else ""
    return line if line.strip() else ""


def _weight(finding: Finding) -> tuple[str, bool, int]:
    """Sort key: file, then suppressed findings last, then severity."""
    return finding.at.path, finding.waived is not None, (finding.severity or Severity.ERROR).rank


def _errors(facts: ReportContext) -> Iterator[str]:
    """One line per error, if the report is longer than a screen and has other findings too."""
    standing = [finding for finding in facts.findings if finding.waived is None]
    errors = [finding for finding in standing if finding.severity is Severity.ERROR]
    if len(standing) <= _SCREEN or len(errors) in (0, len(standing)):
        return
    yield "errors:"
    for finding in errors[:_LISTED]:
        yield f"  {display_at(finding.at, facts.standpoint)}: {finding.code} {seen(finding.message)}"
    if len(errors) > _LISTED:
        yield f"  and {count_of(len(errors) - _LISTED, 'more', 'more')}"
    yield ""


def _lines_of(finding: Finding, facts: ReportContext, source: str) -> Iterator[str]:
    severity = finding.severity or Severity.ERROR
    head = f"{severity}[{finding.code}]"
    if finding.waived:
        head = f"suppressed {head}"
    if facts.colour:
        head = f"{_COLOURS[severity]}{head}\x1b[0m"
    yield f"{display_at(finding.at, facts.standpoint)}: {head}: {seen(finding.message)}"
    if source:
        yield from _quoted(finding.at, source)
    for other in finding.related:
        yield f"  ::: {display_at(other.at, facts.standpoint)}: {seen(other.message)}"
    if finding.waived:
        waiver = finding.waived
        yield f"  suppressed by a waiver until {waiver.until}, approved by {seen(waiver.owner)}: {seen(waiver.reason)}"
    elif finding.owner:
        yield f"  owner: {finding.owner}"
    yield f"  fix: {seen(finding.help)}"


def _quoted(at: Location, line: str) -> Iterator[str]:
    """The source line with a caret below; a long line is cut around the column."""
    begin = max(at.column - QUOTED_WIDTH // 2, 0) if at.column > QUOTED_WIDTH else 0
    before = _CUT if begin else ""
    gutter = f"{at.line:>4}"
    yield f"{gutter} | {before}{seen(line[begin : begin + QUOTED_WIDTH])}"
    before += seen(line[begin : at.column - 1])
    yield f"{' ' * len(gutter)} | {' ' * len(before)}^"
