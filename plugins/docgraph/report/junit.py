"""The report as JUnit XML, in which each document is a test."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from docgraph.model.finding import Finding, Severity
from docgraph.report.context import ReportContext, count_of, display_at, errors_first, escape_invisible


def junit(context: ReportContext) -> str:
    """JUnit XML with a test for each document; a test fails if its document fails the check.

    All findings that fail the check are in one failure, because Jenkins and GitLab read only the first failure of a
    test.
    """
    by_path: dict[str, list[Finding]] = defaultdict(list)
    for finding in context.unsuppressed:
        by_path[finding.at.path].append(finding)
    paths = sorted(_documents(context) | by_path.keys())
    failed = sum(any(map(context.fails, findings)) for findings in by_path.values())
    counts = f'tests="{len(paths)}" failures="{failed}" errors="0" skipped="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="docgraph" {counts}>',
        f'  <testsuite name="docgraph {context.command}" {counts}>',
        *(line for path in paths for line in _test(path, by_path.get(path, []), context)),
        "  </testsuite>",
        "</testsuites>",
    ]
    return "\n".join([*lines, ""])


def _documents(context: ReportContext) -> set[str]:
    if context.command == "scan":
        return {definition.at.path for definition in context.graph.definitions}
    return {record.path for record in context.graph.records}


def _test(path: str, findings: Sequence[Finding], context: ReportContext) -> Iterator[str]:
    name = quoteattr(escape_invisible(context.display_base.path(path)))
    begin = f'    <testcase classname="docgraph.{context.command}" name={name} file={name}'
    if not findings:
        yield f"{begin}/>"
        return
    yield f"{begin}>"
    ranked = errors_first(findings)
    failures = [finding for finding in ranked if context.fails(finding)]
    others = [finding for finding in ranked if not context.fails(finding)]
    if failures:
        first = failures[0]
        codes = ", ".join(dict.fromkeys(finding.code for finding in failures))
        message = (
            f"{first.code}: {first.message}" if len(failures) == 1 else f"{count_of(len(failures), 'finding')}: {codes}"
        )
        attributes = f"message={quoteattr(escape_invisible(message))} type={quoteattr(first.code)}"
        yield f"      <failure {attributes}>{_details(failures, context)}</failure>"
    if others:
        yield f"      <system-out>{_details(others, context)}</system-out>"
    yield "    </testcase>"


def _details(findings: Sequence[Finding], context: ReportContext) -> str:
    return escape(
        "\n".join(
            f"{display_at(finding.at, context.display_base)}: {finding.severity or Severity.ERROR}[{finding.code}]: "
            f"{escape_invisible(finding.message)}\n  fix: {escape_invisible(finding.help)}"
            for finding in findings
        )
    )
