"""The report as Markdown, for a job summary, a comment or a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docgraph.model.finding import Finding, Severity
from docgraph.model.limits import SUMMARY_BYTES
from docgraph.report.context import ReportContext, count_of, display_at, errors_first, summary_lines
from docgraph.report.markdown_text import markdown_line

_RESERVED = 2_000
"""The number of bytes that are reserved for the text after the table rows."""
_COLUMNS = ("severity", "rule", "location", "owner", "finding", "fix")
_WAIVED_COLUMNS = ("rule", "location", "finding", "approved by", "expires", "reason")


def markdown(context: ReportContext) -> str:
    """The summary, a table of the open findings, and a collapsed table of the waived findings.

    The last rows are left out if the report would be longer than `SUMMARY_BYTES` bytes.
    """
    summary = [markdown_line(line) for line in summary_lines(context).split("\n")]
    report = f"## docgraph {context.command}\n\n**{summary[0]}**\n"
    report += "".join(f"\n{line}\n" for line in summary[1:])
    left = SUMMARY_BYTES - len(report.encode()) - _RESERVED
    reported = errors_first(context.unsuppressed)
    table = _table(_COLUMNS, (_row(finding, context) for finding in reported), left)
    if reported:
        report += f"\n{table}{_rest(len(reported), table)}"
    waived = [finding for finding in context.findings if finding.waived]
    if waived:
        left -= len(table.encode())
        table = _table(_WAIVED_COLUMNS, (_waived_row(finding, context) for finding in waived), left)
        heading = count_of(len(waived), "suppressed finding")
        report += f"\n<details><summary>{heading}</summary>\n\n{table}{_rest(len(waived), table)}\n</details>\n"
    return report


def _row(finding: Finding, context: ReportContext) -> Iterator[str]:
    yield finding.severity or Severity.ERROR
    yield finding.code
    yield markdown_line(f"`{display_at(finding.at, context.display_base)}`")
    yield markdown_line(f"`{finding.owner}`") if finding.owner else ""
    yield markdown_line(finding.message)
    yield markdown_line(finding.help)


def _waived_row(finding: Finding, context: ReportContext) -> Iterator[str]:
    yield finding.code
    yield markdown_line(f"`{display_at(finding.at, context.display_base)}`")
    yield markdown_line(finding.message)
    if finding.waived:
        yield markdown_line(f"`{finding.waived.owner}`")
        yield finding.waived.until.isoformat()
        yield markdown_line(finding.waived.reason)


def _table(columns: Sequence[str], rows: Iterable[Iterable[str]], limit: int) -> str:
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    left = limit - sum(len(line) + 1 for line in lines)
    for row in rows:
        line = f"| {' | '.join(row)} |"
        left -= len(line.encode()) + 1
        if left < 0:
            break
        lines.append(line)
    return "\n".join([*lines, ""])


def _rest(count: int, table: str) -> str:
    left_out = count - table.count("\n") + 2
    return f"\n{count_of(left_out, 'more finding')} left out; `docgraph check` lists all.\n" if left_out else ""
