"""Fixing: the edits of findings made in the sources, round by round, until none is left to make. Writes nothing."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import defaultdict

from msgspec import Struct
from msgspec.structs import replace

from docgraph.app.run_check import Project, Result, check
from docgraph.model.document import Document
from docgraph.model.finding import Finding
from docgraph.model.fix import Fix
from docgraph.model.source_file import Source
from docgraph.parse.document import read_document
from docgraph.parse.yaml.edits import edited

_ROUNDS = 20


class Fixed(Struct, frozen=True):
    """What fixing made of a project: the sources that changed, the findings that are gone, and what is left."""

    changed: tuple[Source, ...]
    findings: tuple[Finding, ...]
    result: Result


def fixed(project: Project) -> Fixed:
    """Make every fix of a finding that stands. Raises what `check` raises."""
    before = {source.path: source for source in project.sources}
    made: list[Finding] = []
    vain: set[Fix] = set()
    result = check(project)
    for _ in range(_ROUNDS):
        done = _round(project, result, vain)
        if not done:
            break
        sources = {path: source for path, (source, _) in done.items()}
        attempt = replace(project, sources=tuple(sources.get(one.path, one) for one in project.sources))
        after = check(attempt)
        in_vain = _in_vain(project, done, after)
        if in_vain:
            vain |= in_vain
            continue
        made += (finding for _, findings in done.values() for finding in findings)
        project, result = attempt, after
    changed = tuple(one for one in project.sources if one.content != before[one.path].content)
    left = tuple(replace(one, fix=None) if one.fix in vain else one for one in result.findings)
    return Fixed(changed, tuple(made), replace(result, findings=left))


Round = dict[str, tuple[Source, list[Finding]]]
"""By path, the sources that are changed, each with the findings that it mends."""


def _in_vain(project: Project, done: Round, after: Result) -> set[Fix]:
    """The fixes whose findings are told as before, of a document that has not become shorter."""
    before = {source.path: len(source.content) for source in project.sources}
    told = {(one.code, one.message, one.at) for one in after.standing}
    return {
        one.fix
        for path, (source, findings) in done.items()
        if len(source.content) >= before[path]
        for one in findings
        if one.fix is not None and (one.code, one.message, one.at) in told
    }


def _round(project: Project, result: Result, vain: set[Fix]) -> Round:
    """What the fixes of one result change, without those that were made in vain before."""
    wanted: dict[str, dict[Fix, Finding]] = defaultdict(dict)
    for finding in result.standing:
        if finding.fix is not None and finding.fix not in vain:
            wanted[finding.fix.path].setdefault(finding.fix, finding)
    done = {}
    for source in project.sources:
        if source.path in wanted:
            fixes = wanted[source.path]
            after, made = _edited(source, tuple(fixes), project)
            if made and after.content != source.content:
                done[source.path] = after, [fixes[fix] for fix in made]
    return done


def _edited(source: Source, fixes: tuple[Fix, ...], project: Project) -> tuple[Source, tuple[Fix, ...]]:
    """A source with its fixes, as far as it can still be read as well as before: a bad one is left out."""
    after, made = _attempted(source, fixes, project)
    if made or len(fixes) == 1:
        return after, made
    kept: tuple[Fix, ...] = ()
    for fix in fixes:
        after, made = _attempted(source, (*kept, fix), project)
        kept = made or kept
    return _attempted(source, kept, project)


def _attempted(source: Source, fixes: tuple[Fix, ...], project: Project) -> tuple[Source, tuple[Fix, ...]]:
    """A source with its fixes, if no record is lost by them; else as it was."""
    mark = BOM_UTF8 if source.content.startswith(BOM_UTF8) else b""
    content, made = edited(source.content.decode("utf-8-sig"), fixes)
    after = replace(source, content=mark + content.encode())
    before = _records(read_document(source, project.settings))
    lost = before - _records(read_document(after, project.settings))
    return (source, ()) if lost else (after, made)


def _records(document: Document) -> set[str]:
    return {record.ref for record in document.records}
