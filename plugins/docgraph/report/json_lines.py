"""The report as JSON lines: a finding on each line, with the keys of the JSON report."""

from __future__ import annotations

from json import dumps

from docgraph.report.context import ReportContext
from docgraph.report.json import finding_to_dict


def json_lines(context: ReportContext) -> str:
    """A line for each finding, including suppressed ones; empty without findings."""
    return "".join(f"{dumps(finding_to_dict(finding))}\n" for finding in context.findings)
