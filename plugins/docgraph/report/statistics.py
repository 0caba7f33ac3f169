"""Counts the findings of each rule."""

from __future__ import annotations

from docgraph.model.finding import Finding
from docgraph.report.context import ReportContext, summary_lines


def findings_by_rule(context: ReportContext) -> dict[str, list[Finding]]:
    """Maps the code of each rule to its findings, without suppressed findings.

    The rule with the most findings comes first. Rules with equal numbers are sorted by code.
    """
    by_code: dict[str, list[Finding]] = {}
    for finding in context.unsuppressed:
        by_code.setdefault(finding.code, []).append(finding)
    return dict(sorted(by_code.items(), key=lambda item: (-len(item[1]), item[0])))


def fixable_count(findings: list[Finding]) -> int:
    """The number of findings that `docgraph check --fix` can fix."""
    return sum(finding.fix is not None for finding in findings)


def statistics(context: ReportContext) -> str:
    """A line such as `2  OWN001  missing-owner (1 fixable)` for each rule, then the summary.

    Suppressed findings are not counted.
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
