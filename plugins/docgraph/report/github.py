"""The report as GitHub workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.report.context import ReportContext, escape_invisible, summary_lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(context: ReportContext) -> str:
    """One workflow command for each open finding, then the summary.

    Errors come first, because GitHub shows only about ten commands.
    """
    ordered = sorted(context.unsuppressed, key=lambda finding: finding.severity_rank)
    return "\n".join([*(_command(finding, context) for finding in ordered), summary_lines(context), ""])


def _command(finding: Finding, context: ReportContext) -> str:
    path = _escape_property(context.display_base.path(finding.at.path))
    title = _escape_property(f"{finding.code} {finding.name}")
    message = _escape_data(f"{escape_invisible(finding.message)}\nfix: {escape_invisible(finding.help)}")
    place = f"file={path},line={finding.at.line},col={finding.at.column}"
    return f"::{_COMMANDS[finding.severity or Severity.ERROR]} {place},title={title}::{message}"


def _escape_data(text: str) -> str:
    """The message of a workflow command, escaped as GitHub requires."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    """A property of a workflow command, escaped as GitHub requires."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
