"""Collects the data that reports show."""

from __future__ import annotations

from collections.abc import Sequence

from docgraph.app.run_check import CheckResult
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.fix import Fix, Replacement
from docgraph.parse.front_matter.edits import replacements_of
from docgraph.report import ReportContext
from docgraph.rules import RULES


def report_context(result: CheckResult, notes: tuple[str, ...] = ()) -> ReportContext:
    """The data for a report in any format, from the result of a check.

    `notes` are lines about files that were not read.
    """
    return ReportContext(
        result.graph,
        result.findings,
        result.documents,
        result.pages,
        baseline=result.baseline,
        notes=notes,
        rules={rule.code: rule for rule in RULES},
        replacements=lambda fix: _replacements(fix, result.graph),
        fails=result.fails,
    )


def _replacements(fix: Fix, graph: DocGraph) -> Sequence[Replacement] | None:
    text = graph.text(fix.path)
    return replacements_of(text.content, fix) if text else None
