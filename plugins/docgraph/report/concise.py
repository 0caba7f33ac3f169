"""The report with one line for each finding, for `grep` and editors."""

from __future__ import annotations

from docgraph.model.finding import Severity
from docgraph.report.context import ReportContext, colored, display_at, escape_invisible, summary_lines
from docgraph.report.statistics import statistics


def concise(context: ReportContext) -> str:
    """A line `path:line:column: CODE message` for each open finding, then the summary."""
    if context.statistics:
        return statistics(context)
    lines = [
        f"{display_at(finding.at, context.display_base)}: "
        f"{colored(finding.code, finding.severity or Severity.ERROR, context)} {escape_invisible(finding.message)}"
        for finding in context.unsuppressed
    ]
    return "\n".join([*lines, summary_lines(context), ""])
