"""Applies fixes in memory, and checks again, until no fix is left. Files are not changed."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import defaultdict

from msgspec import Struct
from msgspec.structs import replace

from docgraph.app.run_check import CheckResult, Project, check
from docgraph.model.document import Document
from docgraph.model.finding import Finding
from docgraph.model.fix import Fix
from docgraph.model.source_file import SourceFile
from docgraph.parse.front_matter.edits import apply_edits

_ROUNDS = 20


class FixResult(Struct, frozen=True):
    """The result of `apply_fixes`: the changed sources, the fixed findings, and a last check."""

    changed: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]
    result: CheckResult


def apply_fixes(project: Project) -> FixResult:
    """Apply the fixes of all open findings. Raises the same errors as `check`."""
    before = {source.path: source for source in project.sources}
    made: list[Finding] = []
    ineffective: set[Fix] = set()
    result = check(project)
    for _ in range(_ROUNDS):
        done = _round(project, result, ineffective)
        if not done:
            break
        sources = {path: source for path, (source, _) in done.items()}
        attempt = replace(
            project, sources=tuple(sources.get(source_file.path, source_file) for source_file in project.sources)
        )
        after = check(attempt)
        without_effect = _ineffective(project, done, after)
        if without_effect:
            ineffective |= without_effect
            continue
        made += (finding for _, findings in done.values() for finding in findings)
        project, result = attempt, after
    changed = tuple(
        source_file for source_file in project.sources if source_file.content != before[source_file.path].content
    )
    left = tuple(replace(finding, fix=None) if finding.fix in ineffective else finding for finding in result.findings)
    return FixResult(changed, tuple(made), replace(result, findings=left))


Round = dict[str, tuple[SourceFile, list[Finding]]]
"""Path → the changed source, and the findings that the change fixes."""


def _ineffective(project: Project, done: Round, after: CheckResult) -> set[Fix]:
    before = {source.path: len(source.content) for source in project.sources}
    reported = {(finding.code, finding.message, finding.at) for finding in after.open_findings}
    return {
        finding.fix
        for path, (source, findings) in done.items()
        if len(source.content) >= before[path]
        for finding in findings
        if finding.fix is not None and (finding.code, finding.message, finding.at) in reported
    }


def _round(project: Project, result: CheckResult, ineffective: set[Fix]) -> Round:
    wanted: dict[str, dict[Fix, Finding]] = defaultdict(dict)
    for finding in result.open_findings:
        if finding.fix is not None and finding.fix not in ineffective:
            wanted[finding.fix.path].setdefault(finding.fix, finding)
    done = {}
    for source in project.sources:
        if source.path in wanted:
            fixes = wanted[source.path]
            after, made = _edited(source, tuple(fixes), project)
            if made and after.content != source.content:
                done[source.path] = after, [fixes[fix] for fix in made]
    return done


def _edited(source: SourceFile, fixes: tuple[Fix, ...], project: Project) -> tuple[SourceFile, tuple[Fix, ...]]:
    after, made = _attempted(source, fixes, project)
    if made or len(fixes) == 1:
        return after, made
    kept: tuple[Fix, ...] = ()
    for fix in fixes:
        after, made = _attempted(source, (*kept, fix), project)
        kept = made or kept
    return _attempted(source, kept, project)


def _attempted(source: SourceFile, fixes: tuple[Fix, ...], project: Project) -> tuple[SourceFile, tuple[Fix, ...]]:
    mark = BOM_UTF8 if source.content.startswith(BOM_UTF8) else b""
    content, made = apply_edits(source.content.decode("utf-8-sig"), fixes)
    after = replace(source, content=mark + content.encode())
    from docgraph.parse.document import parse_document  # slow to import, and only needed for fixes

    before = _records(parse_document(source, project.settings))
    missing = before - _records(parse_document(after, project.settings))
    return (source, ()) if missing else (after, made)


def _records(document: Document) -> set[str]:
    return {record.ref for record in document.records}
