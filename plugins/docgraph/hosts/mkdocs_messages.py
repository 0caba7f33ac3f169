"""Findings in the words and channels of MkDocs: one refusal with every error, warnings as warnings of the log."""

from __future__ import annotations

import logging

from docgraph.app import Result
from docgraph.model.finding import Finding, Severity
from docgraph.report.facts import Facts, seen, tally
from docgraph.report.text import lines_of

_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


def refusal(result: Result) -> str:
    """The text of the one exception that ends a build: all errors, each with its place, line and edit."""
    facts = facts_of(result)
    errors = [finding for finding in result.standing if _fails(finding, result)]
    told = "\n\n".join("\n".join(lines_of(finding, facts)) for finding in errors)
    return f"docgraph found what must not be published; the site was left as it was.\n\n{told}\n\n{tally(facts)}"


def tell(log: logging.LoggerAdapter[logging.Logger], result: Result, known: set[str], *, errors: bool) -> None:
    """Log what stands and was not told before; the errors only where no refusal will tell them."""
    for finding in result.standing:
        if finding.fingerprint not in known and (errors or not _fails(finding, result)):
            head = f"{finding.at}: {finding.severity}[{finding.code}]: {seen(finding.message)}"
            log.log(_LEVELS[finding.severity or Severity.ERROR], "%s; help: %s", head, seen(finding.help))


def _fails(finding: Finding, result: Result) -> bool:
    line = result.settings.fail_on
    return line != "never" and (finding.severity or Severity.ERROR).rank <= Severity(line).rank


def facts_of(result: Result) -> Facts:
    """What reports and exports are told about a check."""
    return Facts(result.trace, result.findings, result.documents, result.pages)
