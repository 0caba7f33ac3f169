"""The report as JSON Lines: each line is a finding, with the keys of the JSON report."""

from __future__ import annotations

from json import dumps

from docgraph.report.context import ReportContext
from docgraph.report.json import finding_to_dict


def json_lines(context: ReportContext) -> str:
    """A JSON object on one line for each finding, including suppressed findings."""
    return "".join(f"{dumps(finding_to_dict(finding))}\n" for finding in context.findings)
