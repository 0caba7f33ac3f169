"""The report as GitHub workflow commands, which annotate lines of a pull request."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.model.location import Location
from docgraph.report.context import ReportContext, errors_first, message_and_fix, summary_lines

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(context: ReportContext) -> str:
    """A workflow command for each finding that is not suppressed, then the summary.

    Errors come first, because GitHub shows only about ten commands.
    """
    ordered = errors_first(context.unsuppressed)
    return "\n".join([*(finding_annotation(finding, context) for finding in ordered), summary_lines(context), ""])


def finding_annotation(finding: Finding, context: ReportContext) -> str:
    """The GitHub workflow command that reports a finding."""
    text = message_and_fix(finding)
    at = context.display_base.location(finding.at)
    return annotation(finding.severity or Severity.ERROR, at, f"{finding.code} {finding.name}", text)


def annotation(severity: Severity, at: Location, title: str, text: str) -> str:
    """A GitHub workflow command that shows `text` at a location.

    The path of the location is relative to the repository.
    """
    place = f"file={_escape_property(at.path)},line={at.line},col={at.column}"
    return f"::{_COMMANDS[severity]} {place},title={_escape_property(title)}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")
