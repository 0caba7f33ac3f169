"""The formats of GitLab, JUnit, GitHub and JSON lines: read back with their grammar, also from hostile texts."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from junitparser import JUnitXml, TestCase
from msgspec.structs import replace

from docgraph.model.finding import Finding
from docgraph.report import FORMATS, ReportContext
from docgraph.report.context import escape_invisible, summary_lines
from tests.report.results import CORPORA, FINDINGS, HOSTILE, context_of, mixed, with_findings

NO_CONTROL = {"type": "string", "pattern": "^[^\\x00-\\x08\\x0a-\\x1f\\x7f-\\x9f]*$"}
PLACE = {
    "path": {"type": "string"},
    "line": {"type": "integer", "minimum": 1},
    "column": {"type": "integer", "minimum": 1},
}
RELATED = {
    "type": "object",
    "properties": {**PLACE, "message": {"type": "string"}},
    "required": [*PLACE, "message"],
    "additionalProperties": False,
}
TERMS = {"type": "object", "properties": {"reason": {"type": "string"}}, "required": ["reason"]}
FINDING = {
    "type": "object",
    "properties": {
        **PLACE,
        **{name: {"type": "string"} for name in ("name", "message", "help", "subject", "owner")},
        "code": {"type": "string", "pattern": "^[A-Z]{3}[0-9]{3}$"},
        "severity": {"enum": ["error", "warning", "info"]},
        "related": {"type": "array", "items": RELATED},
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
        "fixable": {"type": "boolean"},
        "inherited-by": {"type": "array", "items": {"type": "string"}},
        "waived": TERMS,
        "accepted": TERMS,
    },
    "required": [*PLACE, "code", "name", "severity", "message", "help", "subject", "owner", "related", "fingerprint"],
    "additionalProperties": False,
}
# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
ISSUE = {
    "type": "object",
    "properties": {
        "description": {**NO_CONTROL, "minLength": 1},
        "check_name": {"type": "string", "minLength": 1},
        "fingerprint": {"type": "string", "minLength": 1},
        "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
        "location": {
            "type": "object",
            "properties": {
                "path": {**NO_CONTROL, "minLength": 1},
                "lines": {
                    "type": "object",
                    "properties": {"begin": {"type": "integer", "minimum": 1}},
                    "required": ["begin"],
                    "additionalProperties": False,
                },
            },
            "required": ["path", "lines"],
            "additionalProperties": False,
        },
    },
    "required": ["description", "check_name", "fingerprint", "severity", "location"],
    "additionalProperties": False,
}
SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}
# https://docs.github.com/actions/reference/workflow-commands-for-github-actions
COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)\Z")
LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def validate(schema: dict[str, Any], value: Any) -> None:
    assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == []


def check_json_lines(context: ReportContext) -> None:
    lines = FORMATS["json-lines"](context).split("\n")
    assert lines.pop() == ""
    findings = [json.loads(line) for line in lines]
    assert findings == json.loads(FORMATS["json"](context))["findings"]
    validate({"type": "array", "items": FINDING}, findings)


def check_gitlab(context: ReportContext) -> None:
    issues = json.loads(FORMATS["gitlab"](context))
    validate({"type": "array", "items": ISSUE}, issues)
    reported = context.unsuppressed
    assert [(issue["check_name"], issue["severity"], issue["location"]["lines"]["begin"]) for issue in issues] == [
        (finding.code, SEVERITIES[finding.severity or "error"], finding.at.line) for finding in reported
    ]
    assert len({issue["fingerprint"] for issue in issues}) == len(issues), "GitLab drops duplicates"
    for issue, finding in zip(issues, reported, strict=True):
        assert issue["description"] == escape_invisible(f"{finding.message}; fix: {finding.help}")


def check_junit(context: ReportContext) -> None:
    report = JUnitXml.fromstring(FORMATS["junit"](context).encode())
    (suite,) = report
    tests: list[TestCase] = [*suite]
    failed = {finding.at.path for finding in context.unsuppressed if context.fails(finding)}
    assert (report.tests, report.failures, report.errors) == (len(tests), len(failed), 0)
    shown = [escape_invisible(context.display_base.path(path)) for path in failed]
    assert Counter(case.name for case in tests if case.result) == Counter(shown)
    assert all(len(case.result) <= 1 for case in tests), "Jenkins and GitLab read only the first"
    everything = "\n".join(
        f"{case.system_out}\n{''.join(str(result.text) for result in case.result)}" for case in tests
    )
    for finding in context.unsuppressed:
        message = f"[{finding.code}]: {escape_invisible(finding.message)}\n  fix: {escape_invisible(finding.help)}"
        assert message in everything


def check_github(context: ReportContext) -> None:
    *commands, rest = FORMATS["github"](context).split("\n", len(context.unsuppressed))
    assert rest == f"{summary_lines(context)}\n"
    ordered = sorted(context.unsuppressed, key=lambda finding: finding.severity_rank)
    for command, finding in zip(commands, ordered, strict=True):
        found = COMMAND.match(command)
        assert found, command
        properties = dict(part.split("=", 1) for part in found[2].split(","))
        assert found[1] == LEVELS[finding.severity or "error"]
        assert {name: decoded(value) for name, value in properties.items()} == {
            "file": context.display_base.path(finding.at.path),
            "line": str(finding.at.line),
            "col": str(finding.at.column),
            "title": f"{finding.code} {finding.name}",
        }
        assert decoded(found[3]) == f"{escape_invisible(finding.message)}\nfix: {escape_invisible(finding.help)}"


def decoded(value: str) -> str:
    """A value as the runner of GitHub decodes it."""
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        value = value.replace(code, character)
    return value


CHECKS = [check_json_lines, check_gitlab, check_junit, check_github]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*CORPORA, HOSTILE])
@pytest.mark.parametrize("check", CHECKS)
def test_the_report_of_every_corpus_is_valid(name: str, check: Any) -> None:
    check(context_of(name))


@pytest.mark.parametrize("check", CHECKS)
def test_a_report_without_findings_is_valid(check: Any) -> None:
    check(with_findings([]))


@pytest.mark.parametrize("check", CHECKS)
def test_a_report_with_suppressed_findings_and_fixes_is_valid(check: Any) -> None:
    assert {finding.is_suppressed for finding in mixed().findings} == {True, False}
    check(mixed())


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
@settings(max_examples=50, deadline=None)
@given(finding=FINDINGS)
def test_generated_findings_are_valid(check: Any, finding: Finding) -> None:
    check(with_findings([finding, finding]))


def test_gitlab_gets_paths_relative_to_the_repository() -> None:
    issues = json.loads(FORMATS["gitlab"](mixed()))
    assert "docs of/x/b c#d%e.md" in {issue["location"]["path"] for issue in issues}


def test_every_document_is_a_junit_test_that_fails_as_the_check_does() -> None:
    (suite,) = JUnitXml.fromstring(FORMATS["junit"](mixed()).encode())
    cases = {case.name: case for case in suite}
    assert [*cases] == sorted(f"docs of/x/{path}" for path in mixed().graph.texts)
    assert {name for name, case in cases.items() if case.result} == {
        "docs of/x/b c#d%e.md",
        "docs of/x/lines.md",
    }
    assert cases["docs of/x/a.md"].system_out.count("warning[") == 7, "waived and accepted ones are left out"
    strict = replace(mixed(), fails=lambda _: True)
    (suite,) = JUnitXml.fromstring(FORMATS["junit"](strict).encode())
    assert {case.name for case in suite if case.result} == cases.keys() - {"docs of/x/jane.md", "docs of/x/sam.md"}
    failure = next(case for case in suite if case.name == "docs of/x/a.md").result[0]
    assert failure.message == "7 findings: AGT002, AGT005, AGT006, AGT007, AGT008, AGT009, AGT015"


def test_a_single_junit_failure_has_the_message_of_its_finding() -> None:
    (suite,) = JUnitXml.fromstring(FORMATS["junit"](mixed()).encode())
    failure = next(case for case in suite if case.name.endswith("d%e.md")).result[0]
    assert (failure.type, failure.message.partition(" is ")[0]) == ("DOC010", "DOC010: the file name `b c#d%e`")
