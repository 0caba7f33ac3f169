"""Every fix, on every example of every page: the finding is gone, nothing else is touched, and nothing new is wrong."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections import Counter

import pytest
from msgspec.structs import replace

from docgraph.app import Fixed, Project, fixed
from docgraph.model.finding import Finding, Severity
from docgraph.model.settings import settings_from
from docgraph.model.source_file import Source
from docgraph.rules import RULES, Rule
from tests.rules.page_cases import AS_OF, Case, cases

FIXABLE = [
    pytest.param(rule, case, id=f"{rule.code.lower()}-{case.title or number}")
    for rule in RULES
    for number, case in enumerate(cases(rule.page))
    if any(finding.fix for finding in case.run().standing)
]


def project(case: Case) -> Project:
    settings = settings_from(case.settings)
    sources = tuple(Source(path, content) for path, content in case.files.items())
    return Project(sources, settings, settings.as_of or AS_OF)


def told(findings: tuple[Finding, ...]) -> Counter[tuple[str, str, str]]:
    return Counter((one.code, one.at.path, one.message) for one in findings)


def contents(done: Fixed) -> dict[str, bytes]:
    return {source.path: source.content for source in done.changed}


@pytest.mark.parametrize(("rule", "case"), FIXABLE)
def test_what_a_fix_mends_is_told_no_more(rule: Rule, case: Case) -> None:
    before, done = case.run(), fixed(project(case))
    mended = told(done.findings)
    assert mended, "the edits could not be made"
    again = mended & told(done.result.standing)
    assert not again, f"told again: {list(again)}"
    assert done.result.trace.records or not before.trace.records
    lost = {record.ref for record in before.trace.records} - {record.ref for record in done.result.trace.records}
    assert not lost, f"records are gone: {lost}"


@pytest.mark.parametrize(("rule", "case"), FIXABLE)
def test_a_fix_leaves_nothing_to_tell_that_was_not_told_before(rule: Rule, case: Case) -> None:
    before, done = case.run(), fixed(project(case))
    known = {(one.code, one.subject) for one in before.standing}
    records = {record.ref for record in before.trace.records}
    new = [one for one in done.result.standing if one.subject in records and (one.code, one.subject) not in known]
    assert not new


@pytest.mark.parametrize(("rule", "case"), FIXABLE)
def test_fixing_twice_is_fixing_once(rule: Rule, case: Case) -> None:
    first = fixed(project(case))
    sources = {source.path: source for source in first.changed}
    again = fixed(replace(project(case), sources=tuple(sources.get(one.path, one) for one in project(case).sources)))
    assert not again.changed
    assert not [one for one in first.result.standing if one.fix and one.severity is Severity.ERROR]


@pytest.mark.parametrize("style", ["crlf", "bom"])
@pytest.mark.parametrize(("rule", "case"), FIXABLE)
def test_line_ends_and_byte_order_marks_stay(rule: Rule, case: Case, style: str) -> None:
    def written(content: bytes) -> bytes:
        return content.replace(b"\n", b"\r\n") if style == "crlf" else BOM_UTF8 + content

    if style == "bom" and any(content.startswith(BOM_UTF8) for content in case.files.values()):
        return
    other = replace(case, files={path: written(content) for path, content in case.files.items()})
    assert contents(fixed(project(other))) == {
        path: written(one) for path, one in contents(fixed(project(case))).items()
    }


@pytest.mark.parametrize(("rule", "case"), FIXABLE)
def test_a_fix_names_nobody_who_was_not_named_there(rule: Rule, case: Case) -> None:
    duties = ("owner", "backup", "reviewer", "if-wrong", "accountable", "holders", "signed-off", "members")
    before = {(link.source.path, link.target.ref) for link in case.run().trace.links if link.target}
    for link in fixed(project(case)).result.trace.links:
        if link.target and link.path[0] in duties and (link.source.path, link.target.ref) not in before:
            written = case.files[link.source.path].decode().casefold()
            names = (link.target.id, link.target.title or link.target.id, link.text)
            assert any(name.casefold() in written for name in names)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_says_whether_its_findings_can_be_fixed(rule: Rule) -> None:
    fixes = [one for case in cases(rule.page) for one in case.run().standing if one.code == rule.code and one.fix]
    assert bool(fixes) == rule.fixable
