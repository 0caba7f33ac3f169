"""The comparison as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.analysis.comparison import Revision, RevisionDifference
from docgraph.model.finding import Finding, Severity
from docgraph.report.context import ReportContext, display_at, escape_invisible
from docgraph.report.diff.context import DiffContext, diff_headline, records_phrase, revisions_phrase
from docgraph.report.text import printed_blocks

_BOLD = "\x1b[1m{}\x1b[0m"


def diff_text(context: DiffContext) -> str:
    """The changes of accountability, findings and records, each with its location, then a summary."""
    comparison = context.comparison
    facts = [difference for difference in comparison.differences if difference.topic.is_accountability]
    others = [difference for difference in comparison.differences if not difference.topic.is_accountability]
    lines = [line for fact in facts for line in _difference_lines(fact, context)]
    lines += [""] if facts else []
    for block in printed_blocks(comparison.findings.new, _report(comparison.after, context)):
        lines += [*block, ""]
    gone = [
        *(_finding_line("fixed", finding, context) for finding in comparison.findings.fixed),
        *(_finding_line("suppressed", finding, context) for finding in comparison.findings.suppressed),
        *(_finding_line("moved", finding, context) for finding in comparison.findings.moved),
    ]
    lines += [*gone, ""] if gone else []
    rest = [line for difference in others for line in _difference_lines(difference, context)]
    lines += [*rest, ""] if rest else []
    summary = [diff_headline(comparison), records_phrase(comparison), revisions_phrase(comparison), *comparison.notes]
    return "\n".join([*lines, *(escape_invisible(line) for line in summary if line), ""])


def _difference_lines(difference: RevisionDifference, context: DiffContext) -> Iterator[str]:
    at = difference.at
    name = _BOLD.format(difference.name) if context.color and difference.topic.is_accountability else difference.name
    place = escape_invisible(f"{context.path(difference)}:{at.line}:{at.column}")
    yield f"{place}: {name}: {escape_invisible(difference.message)}"
    if difference.help:
        yield f"  fix: {escape_invisible(difference.help)}"


def _finding_line(word: str, finding: Finding, context: DiffContext) -> str:
    place = display_at(finding.at, context.display_base)
    severity = finding.severity or Severity.ERROR
    return f"{place}: {word} {severity}[{finding.code}]: {escape_invisible(finding.message)}"


def _report(revision: Revision, context: DiffContext) -> ReportContext:
    return ReportContext(revision.graph, revision.findings, 0, 0, context.color, context.display_base)
