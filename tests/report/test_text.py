"""The text report: findings in blocks by record and location, errors first in each file."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from docgraph.model.limits import LINE_QUOTES
from docgraph.report import ReportContext
from docgraph.report.text import text
from tests.corpus import record, result_of

PEOPLE = {"jane.md": record("person"), "sam.md": record("person")}
AGENT = record("agent", owner="jane", backup="nobody-known", wharf="1")
WAIVER = "[{code: AGT001, reason: new, owner: jane, until: 2027-01-01}]"


def context_of(files: dict[str, str], **settings: Any) -> ReportContext:
    result = result_of({**PEOPLE, **files}, **settings)
    return ReportContext(result.graph, result.findings, result.documents, result.pages)


def report(files: dict[str, str], **settings: Any) -> list[str]:
    return text(context_of(files, **settings)).splitlines()


def severities(lines: list[str]) -> list[tuple[str, str]]:
    """Path and severity of every finding, in the order of the report."""
    found, path = [], ""
    for line in lines:
        if not line.startswith(" ") and ".md:" in line:
            path = line.split(":")[0]
        if not line.startswith(" ") and "[" in line:
            found.append((path, line.partition("[")[0].rpartition(": ")[2]))
    return found


def test_errors_come_first_in_their_file_and_suppressed_findings_last() -> None:
    agent = record("agent", owner="jane", backup="nobody-known", wharf="1", waivers=WAIVER)
    files = {"a.md": agent, "b.md": record("outcome", wharf="1")}
    assert severities(report(files, select=["AGT001", "AGT002", "DOC", "REF", "OWN001"])) == [
        ("a.md", "error"),
        ("a.md", "warning"),
        ("a.md", "warning"),
        ("a.md", "suppressed warning"),
        ("b.md", "error"),
        ("b.md", "warning"),
    ]


def test_findings_about_one_record_at_one_location_share_a_block() -> None:
    files = {"a.md": "---\nkind: agent\nowner: jane\nbackup: nobody-known\n---\n"}
    assert report(files, select=["AGT001", "AGT006", "AGT015", "REF"]) == [
        "a.md:4:9: error[REF001]: no person, role or team with id `nobody-known`",
        "   4 | backup: nobody-known",
        "     |         ^",
        "  owner: jane",
        "  fix: add a document with `kind: person`, `role` or `team`, and `id: nobody-known`",
        "",
        "a.md:2:1",
        "   2 | kind: agent",
        "  owner: jane",
        "warning[AGT001]: agent `a` has no purpose",
        "  fix: add `purpose: <what the agent is for, in one sentence>`",
        "warning[AGT006]: agent `a` has no rollback trigger or procedure",
        "  fix: add `rollback: {trigger: [<when to stop it>], procedure: <how to stop it>}`",
        "warning[AGT015]: agent `a` is at L1 but has no reviewer",
        "  fix: add `reviewer: <person or role id>`",
        "",
        "1 error and 3 warnings in 3 documents, as of 2026-11-21",
    ]


def test_a_block_begins_with_its_most_severe_finding() -> None:
    lines = report({"a.md": "---\nkind: agent\n---\n"}, select=["AGT001", "OWN002", "OWN005"])
    assert severities(lines) == [("a.md", "error"), ("a.md", "error"), ("a.md", "warning")]
    assert lines.count("   2 | kind: agent") == 1


def test_suppressed_findings_have_a_block_of_their_own() -> None:
    files = {"a.md": f"---\nkind: agent\nowner: jane\nwaivers: {WAIVER}\n---\n"}
    lines = report(files, select=["AGT001", "AGT006", "AGT015"])
    at = lines.index("a.md:2:1: suppressed warning[AGT001]: agent `a` has no purpose")
    assert lines[0] == "a.md:2:1" and lines[at - 1] == ""
    assert lines[at + 1 : at + 3] == [
        "   2 | kind: agent",
        "  suppressed by a waiver until 2027-01-01, approved by jane: new",
    ]


def test_different_records_and_columns_do_not_share_a_block() -> None:
    lines = report({"a.md": "---\nkind: agent\nowner: jane\nbackup: [x1, x2]\n---\n"}, select="REF")
    assert [line for line in lines if line.startswith("a.md")] == [
        "a.md:4:10: error[REF001]: no person, role or team with id `x1`",
        "a.md:4:14: error[REF001]: no person, role or team with id `x2`",
    ]
    context = context_of({"a.md": "---\nkind: agent\nowner: jane\n---\n"}, select=["AGT001", "AGT006"])
    first, second = context.findings
    lines = text(replace(context, findings=(first, replace(second, subject="agent:other")))).splitlines()
    assert lines.count("   2 | kind: agent") == 2


def test_only_a_column_after_the_first_has_a_caret() -> None:
    lines = report({"a.md": "---\nkind: outcome\nowner: nobody-known\nwharf: 1\n---\n"}, select=["REF", "DOC"])
    assert [line for line in lines if line.strip().startswith(("|", "3 |", "4 |"))] == [
        "   3 | owner: nobody-known",
        "     |        ^",
        "   4 | wharf: 1",
    ]


def test_a_line_is_quoted_for_its_first_findings_only() -> None:
    names = ", ".join(f"n{number:02}" for number in range(LINE_QUOTES + 5))
    lines = report({"a.md": f"---\nkind: agent\nowner: jane\nbackup: [{names}]\n---\n"}, select="REF")
    assert sum(line.startswith("a.md:4:") for line in lines) == LINE_QUOTES + 5
    assert sum(line.startswith("   4 | ") for line in lines) == LINE_QUOTES


def test_only_labels_are_colored() -> None:
    context = context_of({"a.md": "---\nkind: agent\n---\n"}, select=["AGT001", "OWN002"])
    plain, colored = text(context), text(replace(context, color=True))
    assert "\x1b" not in plain
    assert "\x1b[1;31merror[OWN002]\x1b[0m: agent" in colored and "\x1b[1;33mwarning[AGT001]\x1b[0m: agent" in colored
    assert colored.count("\x1b[0m") == 2
    assert colored.replace("\x1b[1;31m", "").replace("\x1b[1;33m", "").replace("\x1b[0m", "") == plain


def test_the_first_check_of_an_agent_fits_on_a_screen() -> None:
    lines = report({"a.md": "---\nkind: agent\n---\n"})
    assert len(severities(lines)) >= 10
    assert len(lines) <= 24


def test_the_summary_does_not_repeat_the_findings() -> None:
    lines = report({f"a{number}.md": AGENT for number in range(12)}, select=["REF", "DOC"])
    assert sum("nobody-known" in line and "error" in line for line in lines) == 12
    assert lines[-2:] == ["", "12 errors and 12 warnings in 14 documents, as of 2026-11-21"]


def test_a_document_that_cannot_be_read_is_counted_too() -> None:
    broken = {f"b{number}.md": "---\nkind: agent\nx: [\n---\n" for number in range(3)}
    assert report({**broken, "page.md": "# A page\n"}, select="DOC")[-1].startswith("3 errors in 5 documents,")
