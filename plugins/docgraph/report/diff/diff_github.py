"""The comparison as GitHub workflow commands, which annotate lines of a pull request."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.comparison import RevisionDifference
from docgraph.model.finding import Severity
from docgraph.report.context import ReportContext, errors_first, escape_invisible
from docgraph.report.diff.context import DiffContext, diff_headline, revisions_phrase
from docgraph.report.github import annotation, finding_annotation


def diff_github(context: DiffContext) -> str:
    """A workflow command for each new finding and each change of accountability, then a summary.

    Changes that have a location only in the earlier revision are left out.
    """
    comparison = context.comparison
    report = ReportContext(comparison.after.graph, (), 0, 0, display_base=context.display_base)
    commands = [finding_annotation(finding, report) for finding in errors_first(comparison.findings.new)]
    commands += _facts(comparison.differences, context)
    return "\n".join([*commands, diff_headline(comparison), revisions_phrase(comparison), *comparison.notes, ""])


def _facts(differences: tuple[RevisionDifference, ...], context: DiffContext) -> Iterator[str]:
    for difference in differences:
        if difference.topic.is_accountability and not difference.in_earlier and difference.at.path != ".":
            text = f"{escape_invisible(difference.message)}" + (f"\nfix: {difference.help}" if difference.help else "")
            severity = Severity.WARNING if difference.help else Severity.INFO
            yield annotation(severity, context.display_base.location(difference.at), difference.name, text)
