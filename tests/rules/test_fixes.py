"""Every fix, on every example of every page: the finding is gone, nothing else is touched, and nothing new is wrong."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter

import pytest
from msgspec.structs import replace

from docgraph.app import FixResult, Project, apply_fixes
from docgraph.model.finding import Finding, Severity
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.rules import RULES, Rule
from tests.rules.page_cases import AS_OF, Case, cases

EVERY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
_FIXED: dict[int, FixResult] = {}
"""By the identity of an example of a page, which lives as long as the run."""


def fixable(rule: Rule) -> list[Case]:
    """The examples on the page of a rule that have a finding with a fix."""
    return [case for case in cases(rule.page) if any(finding.fix for finding in case.run().open_findings)]


def project(case: Case) -> Project:
    settings = settings_from(case.settings)
    sources = tuple(SourceFile(path, content) for path, content in case.files.items())
    return Project(sources, settings, settings.as_of or AS_OF)


def reports(findings: tuple[Finding, ...]) -> Counter[tuple[str, str, str]]:
    return Counter((finding.code, finding.at.path, finding.message) for finding in findings)


def contents(done: FixResult) -> dict[str, bytes]:
    return {source.path: source.content for source in done.changed}


def fixed(case: Case) -> FixResult:
    """An example with its fixes made, once for all tests."""
    if id(case) not in _FIXED:
        _FIXED[id(case)] = apply_fixes(project(case))
    return _FIXED[id(case)]


@pytest.mark.slow
@EVERY_RULE
def test_a_fixed_finding_is_not_reported_again(rule: Rule) -> None:
    for case in fixable(rule):
        before, done = case.run(), fixed(case)
        mended = reports(done.findings)
        assert mended, f"{case.title}: the edits could not be made"
        again = mended & reports(done.result.open_findings)
        assert not again, f"{case.title}: told again: {list(again)}"
        assert done.result.graph.records or not before.graph.records, case.title
        missing = {record.ref for record in before.graph.records} - {record.ref for record in done.result.graph.records}
        assert not missing, f"{case.title}: records are gone: {missing}"


@pytest.mark.slow
@EVERY_RULE
def test_a_fix_causes_no_new_findings(rule: Rule) -> None:
    for case in fixable(rule):
        before = case.run()
        known = {(finding.code, finding.subject) for finding in before.open_findings}
        records = {record.ref for record in before.graph.records}
        new = [
            finding
            for finding in fixed(case).result.open_findings
            if finding.subject in records and (finding.code, finding.subject) not in known
        ]
        assert not new, case.title


@pytest.mark.slow
@EVERY_RULE
def test_fixing_twice_is_fixing_once(rule: Rule) -> None:
    for case in fixable(rule):
        first = fixed(case)
        changed = {source.path: source for source in first.changed}
        sources = tuple(changed.get(source.path, source) for source in project(case).sources)
        assert not apply_fixes(replace(project(case), sources=sources)).changed, case.title
        errors = [finding for finding in first.result.open_findings if finding.severity is Severity.ERROR]
        assert not [finding for finding in errors if finding.fix], case.title


@pytest.mark.slow
@EVERY_RULE
@pytest.mark.parametrize("style", ["crlf", "bom"])
def test_line_ends_and_byte_order_marks_stay(rule: Rule, style: str) -> None:
    def encoded(content: bytes) -> bytes:
        return content.replace(b"\n", b"\r\n") if style == "crlf" else BOM_UTF8 + content

    for case in fixable(rule):
        if style == "bom" and any(content.startswith(BOM_UTF8) for content in case.files.values()):
            continue
        other = replace(case, files={path: encoded(content) for path, content in case.files.items()})
        expected = {path: encoded(content) for path, content in contents(fixed(case)).items()}
        assert contents(apply_fixes(project(other))) == expected, case.title


@pytest.mark.slow
@EVERY_RULE
def test_a_fix_names_nobody_who_was_not_named_there(rule: Rule) -> None:
    duties = ("owner", "backup", "reviewer", "if-wrong", "accountable", "holders", "signed-off", "members")
    for case in fixable(rule):
        before = {(link.source.path, link.target.ref) for link in case.run().graph.links if link.target}
        for link in fixed(case).result.graph.links:
            if link.target and link.path[0] in duties and (link.source.path, link.target.ref) not in before:
                source_text = case.files[link.source.path].decode().casefold()
                names = (link.target.id, link.target.title or link.target.id, link.text)
                assert any(name.casefold() in source_text for name in names), case.title


@pytest.mark.slow
@EVERY_RULE
def test_a_rule_says_whether_its_findings_can_be_fixed(rule: Rule) -> None:
    fixes = [
        finding
        for case in cases(rule.page)
        for finding in case.run().open_findings
        if finding.code == rule.code and finding.fix
    ]
    assert bool(fixes) == rule.fixable
