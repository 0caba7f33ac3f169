"""The report in GitLab's Code Quality format.

https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

from collections import Counter
from json import dumps
from typing import Any

from docgraph.model.finding import Finding, Severity
from docgraph.report.context import ReportContext, escape_invisible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(context: ReportContext) -> str:
    """A JSON array with an issue for each finding that is not suppressed."""
    counts: Counter[str] = Counter()
    return dumps([_issue(finding, context, counts) for finding in context.unsuppressed], indent=2) + "\n"


def _issue(finding: Finding, context: ReportContext, counts: Counter[str]) -> dict[str, Any]:
    # GitLab drops all issues but the first with a fingerprint
    counts[finding.fingerprint] += 1
    number = counts[finding.fingerprint]
    return {
        "description": escape_invisible(f"{finding.message}; fix: {finding.help}"),
        "check_name": finding.code,
        "fingerprint": finding.fingerprint if number == 1 else f"{finding.fingerprint}-{number}",
        "severity": _SEVERITIES[finding.severity or Severity.ERROR],
        "location": {
            "path": escape_invisible(context.display_base.path(finding.at.path)),
            "lines": {"begin": finding.at.line},
        },
    }
