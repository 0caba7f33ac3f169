"""The report with one line for each finding, for `grep` and editors."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.report.context import ReportContext, colored, display_at, escape_invisible, linked_code, summary_lines
from docgraph.report.statistics import statistics


def concise(context: ReportContext) -> str:
    """A line `path:line:column: CODE message` for each open finding, then the summary.

    An open finding is not suppressed.
    """
    if context.statistics:
        return statistics(context)
    lines = [
        f"{display_at(finding.at, context.display_base)}: {_code(finding, context)} {escape_invisible(finding.message)}"
        for finding in context.unsuppressed
    ]
    return "\n".join([*lines, summary_lines(context), ""])


def _code(finding: Finding, context: ReportContext) -> str:
    return colored(linked_code(finding.code, context), finding.severity or Severity.ERROR, context)
