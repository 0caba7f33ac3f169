"""The report as GitHub workflow commands, which annotate the lines of a pull request."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.model.location import Location
from docgraph.report.context import ReportContext, errors_first, message_and_fix, summary_lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(context: ReportContext) -> str:
    """One workflow command for each open finding, then the summary.

    Errors come first, because GitHub shows only about ten commands.
    """
    ordered = errors_first(context.unsuppressed)
    return "\n".join([*(finding_annotation(finding, context) for finding in ordered), summary_lines(context), ""])


def finding_annotation(finding: Finding, context: ReportContext) -> str:
    """The workflow command for a finding."""
    text = message_and_fix(finding)
    at = context.display_base.location(finding.at)
    return annotation(finding.severity or Severity.ERROR, at, f"{finding.code} {finding.name}", text)


def annotation(severity: Severity, at: Location, title: str, text: str) -> str:
    """A workflow command that shows a text at a location, whose path is relative to the repository."""
    place = f"file={_escape_property(at.path)},line={at.line},col={at.column}"
    return f"::{_COMMANDS[severity]} {place},title={_escape_property(title)}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    """The message of a workflow command, escaped as GitHub requires."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    """A property of a workflow command, escaped as GitHub requires."""
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
