"""The report for the terminal: what somebody needs who was called to a failed build stands where they look."""

from __future__ import annotations

from typing import Any

from docgraph.report import ReportContext
from docgraph.report.text import text
from tests.corpus import record, result_of

PEOPLE = {"jane.md": record("person"), "sam.md": record("person")}
AGENT = record("agent", owner="jane", backup="nobody-known", wharf="1")
WAIVER = "[{code: AGT001, reason: new, owner: jane, until: 2027-01-01}]"


def report(files: dict[str, str], **settings: Any) -> list[str]:
    result = result_of({**PEOPLE, **files}, **settings)
    return text(ReportContext(result.trace, result.findings, result.documents, result.pages)).splitlines()


def heads(lines: list[str]) -> list[tuple[str, str]]:
    """Path and severity of every finding, in the order of the report."""
    return [
        (line.split(":")[0], line.split(": ")[1].partition("[")[0])
        for line in lines
        if not line.startswith(" ") and "[" in line
    ]


def test_errors_stand_first_in_their_file_and_waived_findings_last() -> None:
    agent = record("agent", owner="jane", backup="nobody-known", wharf="1", waivers=WAIVER)
    found = heads(
        report(
            {"a.md": agent, "b.md": record("outcome", wharf="1")}, select=["AGT001", "AGT002", "DOC", "REF", "OWN001"]
        )
    )
    assert found == [
        ("a.md", "error"),
        ("a.md", "warning"),
        ("a.md", "warning"),
        ("a.md", "suppressed warning"),
        ("b.md", "error"),
        ("b.md", "warning"),
    ]


def test_a_long_report_ends_with_its_errors() -> None:
    agents = {f"a{number}.md": AGENT for number in range(5)}
    lines = report(agents, select=["REF", "DOC", "AGT001"])
    at = lines.index("errors:")
    assert lines[at + 1] == "  a0.md:4:9: REF001 no person, role or team with id `nobody-known`"
    assert len(lines[at:]) == 1 + 5 + 2
    assert lines[-1].startswith("5 errors and 10 warnings in 7 documents")


def test_a_very_long_list_of_errors_is_cut() -> None:
    lines = report({f"a{number}.md": AGENT for number in range(23)}, select=["REF", "DOC"])
    assert lines[-3] == "  and 3 more"


def test_a_report_that_fits_a_screen_and_one_of_errors_alone_say_nothing_twice() -> None:
    assert "errors:" not in report({f"a{number}.md": AGENT for number in range(5)}, select=["REF", "DOC"])
    assert "errors:" not in report({f"a{number}.md": AGENT for number in range(11)}, select=["REF"])
    assert "errors:" not in report({f"a{number}.md": AGENT for number in range(11)}, select=["AGT001"])


def test_a_document_that_cannot_be_read_is_counted_too() -> None:
    broken = {f"b{number}.md": "---\nkind: agent\nx: [\n---\n" for number in range(3)}
    assert report({**broken, "page.md": "# A page\n"}, select="DOC")[-1].startswith("3 errors in 5 documents,")
