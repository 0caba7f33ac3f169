"""The concise format, statistics, and the registry of formats."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

import docgraph.report
from docgraph.model.finding import Severity
from docgraph.report import FORMATS, ReportContext
from tests.corpus import record, result_of

WAIVER = "[{code: AGT001, reason: new, owner: jane, until: 2027-01-01}]"
FILES = {
    "jane.md": record("person"),
    "a.md": record("agent", owner="jane", backup="nobody-known", waivers=WAIVER),
    "b.md": record("agent", owner="jane", outcmes="o"),
    "c.md": record("agent", owner="jane", backup="sam", onwer="jane"),
    "sam.md": record("person"),
}
SUMMARY = (
    "2 errors and 4 warnings in 5 documents, 1 suppressed, as of 2026-11-21; 1 fixable with `docgraph check --fix`"
)
OTHER_MODULES = {
    "context",
    "kind_page",
    "leaver",
    "markdown_text",
    "rule_page",
    "shorten",
    "statistics",
    "waivers",
    "who",
    "who_defined",
}


@pytest.fixture(scope="module")
def context() -> ReportContext:
    result = result_of(FILES, select=["REF", "DOC", "OWN005", "AGT001"])
    return ReportContext(result.graph, result.findings, result.documents, result.pages)


def test_concise_prints_one_line_for_each_finding(context: ReportContext) -> None:
    lines = FORMATS["concise"](context).splitlines()
    assert lines[0] == "a.md:4:9: REF001 no person, role or team with id `nobody-known`"
    assert lines[-1] == SUMMARY
    listed = [(line.split(": ")[0], line.split(": ")[1].split()[0]) for line in lines[:-1]]
    assert listed == [(str(finding.at), finding.code) for finding in context.findings if finding.waived is None]


def test_concise_colors_the_code_by_severity(context: ReportContext) -> None:
    colored = FORMATS["concise"](replace(context, color=True))
    assert colored.startswith("a.md:4:9: \x1b[1;31mREF001\x1b[0m no person")
    assert sum(finding.severity is Severity.WARNING for finding in context.unsuppressed) == colored.count("\x1b[1;33m")


@pytest.mark.parametrize("name", ["text", "concise"])
def test_statistics_count_by_rule_then_code(context: ReportContext, name: str) -> None:
    assert FORMATS[name](replace(context, statistics=True)).splitlines() == [
        "2  AGT001  no-purpose",
        "2  DOC004  unknown-key (1 fixable)",
        "1  OWN005  no-backup",
        "1  REF001  dangling-reference",
        "",
        SUMMARY,
    ]


def test_statistics_align_counts_of_different_widths(context: ReportContext) -> None:
    findings = (*context.findings, *(10 * [finding for finding in context.findings if finding.code == "REF001"]))
    lines = FORMATS["text"](replace(context, findings=findings, statistics=True)).splitlines()
    assert lines[:2] == ["11  REF001  dangling-reference", " 2  AGT001  no-purpose"]


def test_json_adds_statistics_to_the_findings(context: ReportContext) -> None:
    plain, counted = (json.loads(FORMATS["json"](replace(context, statistics=flag))) for flag in (False, True))
    statistics = counted.pop("statistics")
    assert counted == plain
    assert statistics[1] == {"code": "DOC004", "name": "unknown-key", "count": 2, "fixable": 1}
    assert [row["count"] for row in statistics] == [2, 2, 1, 1]


def test_a_clean_project_has_empty_statistics() -> None:
    result = result_of({"jane.md": record("person")})
    context = ReportContext(result.graph, result.findings, result.documents, result.pages, statistics=True)
    assert FORMATS["text"](context) == "no findings in 1 document, as of 2026-11-21\n"
    assert json.loads(FORMATS["json"](context))["statistics"] == []


def test_every_format_is_registered() -> None:
    modules = {path.stem for path in Path(docgraph.report.__file__).parent.glob("*.py")} - {"__init__"}
    assert {name.replace("_", "-") for name in modules - OTHER_MODULES} == set(FORMATS), (
        "add the format to _PATHS in report/__init__.py"
    )
