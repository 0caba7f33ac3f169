"""The report as workflow commands, which GitHub shows on the lines of a pull request."""

from __future__ import annotations

from docgraph.model.finding import Finding, Severity
from docgraph.report.context import ReportContext, seen, tally

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(facts: ReportContext) -> str:
    """One command per finding that is not suppressed, errors first (GitHub shows about ten), then the summary."""
    standing = [finding for finding in facts.findings if finding.waived is None]
    ordered = sorted(standing, key=lambda finding: (finding.severity or Severity.ERROR).rank)
    return "\n".join([*(_command(finding, facts) for finding in ordered), tally(facts), ""])


def _command(finding: Finding, facts: ReportContext) -> str:
    place = f"file={_property(facts.standpoint.path(finding.at.path))},line={finding.at.line},col={finding.at.column}"
    title = _property(f"{finding.code} {finding.name}")
    message = _data(f"{seen(finding.message)}\nfix: {seen(finding.help)}")
    return f"::{_COMMANDS[finding.severity or Severity.ERROR]} {place},title={title}::{message}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
