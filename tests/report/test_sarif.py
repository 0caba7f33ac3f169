"""SARIF: valid for two validators made by others, and with the facts of the findings."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from jsonschema import Draft4Validator
from msgspec.structs import replace
from sarif_pydantic import Sarif

from docgraph.app import Project, check
from docgraph.app.report_context import report_context
from docgraph.model.finding import Finding
from docgraph.model.internal_error import CODE as INTERNAL_ERROR
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.parse.front_matter.edits import apply_edits
from docgraph.report import FORMATS, ReportContext
from docgraph.report.context import escape_invisible
from docgraph.rules import RULES, Rule
from tests.corpus import AS_OF, result_of
from tests.report.results import CORPORA, FINDINGS, HOSTILE, LINES, context_of, mixed, with_findings
from tests.rules.page_cases import cases

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}


@cache
def validator() -> Draft4Validator:
    return Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def run_of(context: ReportContext) -> dict[str, Any]:
    """The run of a report that both validators accept and that agrees with its findings."""
    text = FORMATS["sarif"](context)
    assert "".join(text.split("\n")).isprintable()
    log = json.loads(text)
    assert [*validator().iter_errors(log)] == []
    assert len(Sarif.model_validate(log).runs[0].results or ()) == len(context.findings)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result, finding in zip(run["results"], context.findings, strict=True):
        physical = result["locations"][0]["physicalLocation"]
        assert unquote(physical["artifactLocation"]["uri"]) == context.display_base.path(finding.at.path)
        assert [*physical["region"].values()] == [finding.at.line, finding.at.column]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == finding.code
        assert result["level"] == LEVELS[finding.severity or "error"]
        assert len(result.get("suppressions", ())) == finding.is_suppressed
        assert len(result.get("relatedLocations", ())) == len(finding.related)
        assert "](" not in result["message"]["text"].replace("\\](", "")
    return run  # type: ignore[no-any-return]


@pytest.mark.slow
@pytest.mark.parametrize("name", [*CORPORA, HOSTILE])
def test_two_validators_accept_the_report_of_every_corpus(name: str) -> None:
    run_of(context_of(name))


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(FINDINGS)
def test_two_validators_accept_generated_findings(finding: Finding) -> None:
    run = run_of(with_findings([finding, finding]))
    first = run["results"][0]
    if "](" not in f"{finding.message}\n{finding.help}":
        message = f"{escape_invisible(finding.message)}\nfix: {escape_invisible(finding.help)}"
        assert first["message"]["text"] == message
    assert run["invocations"] == [{"executionSuccessful": finding.code != INTERNAL_ERROR}]


def test_the_validators_reject_a_result_without_a_message() -> None:
    log = json.loads(FORMATS["sarif"](mixed()))
    del log["runs"][0]["results"][0]["message"]
    assert [error.message for error in validator().iter_errors(log)] == ["'message' is a required property"]
    with pytest.raises(ValueError, match="message"):
        Sarif.model_validate(log)


def test_a_rule_has_its_summary_its_page_and_its_level() -> None:
    rules = run_of(mixed())["tool"]["driver"]["rules"]
    catalogue = {rule.code: rule for rule in RULES}
    assert [rule["id"] for rule in rules] == sorted({finding.code for finding in mixed().findings})
    for rule in rules:
        known = catalogue[rule["id"]]
        assert (rule["name"], rule["shortDescription"]["text"]) == (known.name, known.summary)
        assert rule["defaultConfiguration"]["level"] == LEVELS[known.severity]
        assert rule["helpUri"].endswith(f"/reference/rules/{known.code.lower()}/")
        assert rule["help"]["markdown"].startswith(f"# {known.code} · {known.name}\n\n{known.facts}\n")
        assert rule["help"]["text"].startswith(f"{known.code} · {known.name}\n{known.facts}\n")


def test_paths_are_encoded_and_relative_to_the_repository() -> None:
    run = run_of(mixed())
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    assert {"uri": "docs%20of/x/b%20c%23d%25e.md", "uriBaseId": "SRCROOT"} in places
    assert {"uri": "docs%20of/x/%C3%BC/c.md", "uriBaseId": "SRCROOT"} in places
    assert [*run["originalUriBaseIds"]] == ["SRCROOT"]
    assert run["columnKind"] == "unicodeCodePoints"


def test_bytes_of_a_path_that_are_not_utf_8_are_kept() -> None:
    finding = mixed().findings[0]
    place = finding.at._replace(path=b"caf\xe9.md".decode("utf-8", "surrogateescape"))
    run = json.loads(FORMATS["sarif"](with_findings([replace(finding, at=place)])))["runs"][0]
    assert run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "caf%E9.md"


def test_a_project_and_a_command_have_their_own_id() -> None:
    assert run_of(mixed())["automationDetails"] == {"id": "docgraph/check/docs%20of/x/"}
    scan = replace(with_findings([]), command="scan")
    assert run_of(scan)["automationDetails"] == {"id": "docgraph/scan/"}


def test_fingerprints_equal_the_ones_in_the_json_report() -> None:
    context = mixed()
    reported = [finding["fingerprint"] for finding in json.loads(FORMATS["json"](context))["findings"]]
    assert [result["partialFingerprints"] for result in run_of(context)["results"]] == [
        {"docgraph/v1": fingerprint} for fingerprint in reported
    ]


def test_waivers_and_the_baseline_are_suppressions() -> None:
    results = run_of(mixed())["results"]
    suppressions = [suppression for result in results for suppression in result.get("suppressions", ())]
    assert suppressions == [
        {
            "kind": "inSource",
            "status": "accepted",
            "justification": "new | soon (waiver approved by jane, expires 2027-01-01)",
        },
        {
            "kind": "external",
            "status": "accepted",
            "justification": "in the baseline, accepted by jane on 2026-11-01, until 2027-02-01",
        },
    ]


@pytest.mark.slow
@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.fixable], ids=lambda rule: rule.code)
def test_the_edits_of_a_fix_make_the_text_that_fixing_makes(rule: Rule) -> None:
    edits = 0
    for case in cases(rule.page):
        sources = tuple(SourceFile(path, content) for path, content in case.files.items())
        chosen = settings_from(case.settings)
        context = report_context(check(Project(sources, chosen, AS_OF, exists=case.others.__contains__)))
        results = json.loads(FORMATS["sarif"](context))["runs"][0]["results"]
        for finding, result in zip(context.findings, results, strict=True):
            assert bool(finding.fix) == ("fixes" in result)
            if finding.fix:
                edits += len(finding.fix.edits)
                content = context.graph.texts[finding.fix.path].content
                (change,) = result["fixes"][0]["artifactChanges"]
                assert unquote(change["artifactLocation"]["uri"]) == finding.fix.path
                assert edited(content, change["replacements"]) == apply_edits(content, [finding.fix])[0]
    assert edits


def edited(content: str, replacements: list[dict[str, Any]]) -> str:
    """The content after the replacements of a SARIF change."""
    starts = [0, *(end.end() for end in re.finditer("\r\n|\r|\n", content))]
    for replacement in reversed(replacements):
        region = replacement["deletedRegion"]
        begin = starts[region["startLine"] - 1] + region["startColumn"] - 1
        end = starts[region["endLine"] - 1] + region["endColumn"] - 1
        content = content[:begin] + replacement["insertedContent"]["text"] + content[end:]
    return content


def test_the_order_of_documents_does_not_change_the_report() -> None:
    backwards = dict(reversed(LINES.items()))
    reports = {FORMATS["sarif"](replace(mixed(), graph=result_of(files).graph)) for files in (LINES, backwards)}
    assert len(reports) == 1
