"""The number of findings of each rule."""

from __future__ import annotations

from docgraph.model.finding import Finding
from docgraph.report.context import ReportContext, summary_lines


def findings_by_rule(context: ReportContext) -> dict[str, list[Finding]]:
    """Code → open findings. Sorted by the number of findings, highest first, then by code."""
    by_code: dict[str, list[Finding]] = {}
    for finding in context.unsuppressed:
        by_code.setdefault(finding.code, []).append(finding)
    return dict(sorted(by_code.items(), key=lambda item: (-len(item[1]), item[0])))


def fixable_count(findings: list[Finding]) -> int:
    """The number of findings that `--fix` can fix."""
    return sum(finding.fix is not None for finding in findings)


def statistics(context: ReportContext) -> str:
    """A line for each rule with open findings, then the summary.

    A line has the number of findings, the code and name of the rule, and the number of fixable findings.
    """
    by_rule = findings_by_rule(context)
    width = max((len(str(len(findings))) for findings in by_rule.values()), default=0)
    lines = []
    for code, findings in by_rule.items():
        fixable = fixable_count(findings)
        lines.append(
            f"{len(findings):>{width}}  {code}  {findings[0].name}{f' ({fixable} fixable)' if fixable else ''}"
        )
    return "\n".join([*lines, *([""] if lines else []), summary_lines(context), ""])
