"""The Markdown report: well-formed tables in which no text of a document has a meaning."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from msgspec.structs import replace

from docgraph.model.finding import Finding, Severity, Waived
from docgraph.model.limits import SUMMARY_BYTES
from docgraph.model.location import Location
from docgraph.report import FORMATS, ReportContext
from tests.report.results import CORPORA, FINDINGS, HOSTILE, context_of, mixed, with_findings

MARKDOWN = MarkdownIt("commonmark").enable("table")
DETAILS = "<details><summary>{} suppressed finding{}</summary>\n"


def check_markdown(context: ReportContext) -> list[Token]:
    """The tokens of a report, whose tables have a row for each finding."""
    tokens = MARKDOWN.parse(FORMATS["markdown"](context))
    opened = [token.type for token in tokens if token.nesting == 1]
    assert {*opened} <= {"heading_open", "paragraph_open", *(f"{part}_open" for part in TABLE)}
    waived = [finding for finding in context.findings if finding.waived]
    assert opened.count("tr_open") == sum(len(rows) + 1 for rows in (context.unsuppressed, waived) if rows)
    assert opened.count("td_open") == 6 * (len(context.unsuppressed) + len(waived))
    html = [token.content for token in tokens if token.type == "html_block"]
    code = {child.content for token in tokens for child in token.children or () if child.type == "html_inline"}
    assert code <= {"<code>", "</code>"}
    assert html == ([DETAILS.format(len(waived), "s" * (len(waived) != 1)), "</details>\n"] if waived else [])
    inline = {child.type for token in tokens for child in token.children or ()}
    assert inline <= {"text", "html_inline", "strong_open", "strong_close", "text_special"}
    return tokens


TABLE = ("table", "thead", "tbody", "tr", "th", "td")


@pytest.mark.slow
@pytest.mark.parametrize("name", [*CORPORA, HOSTILE])
def test_the_report_of_every_corpus_is_well_formed(name: str) -> None:
    check_markdown(context_of(name))


@pytest.mark.slow
@settings(max_examples=50, deadline=None)
@given(FINDINGS)
def test_generated_findings_are_rows(finding: Finding) -> None:
    check_markdown(with_findings([finding, finding]))


def test_a_report_has_the_summary_then_errors_first_then_waived_findings() -> None:
    tokens = check_markdown(mixed())
    texts = [token.content for token in tokens if token.type == "inline"]
    assert texts[0] == "docgraph check"
    assert texts[1].startswith("**2 errors and ")
    assert texts[2:14] == [
        *("severity", "rule", "location", "owner", "finding", "fix"),
        *("error", "DOC010", "<code>docs of/x/b c#d%e.md:2:7</code>", ""),
        *texts[12:14],
    ]
    assert texts[-6:] == ["AGT001", "<code>docs of/x/a.md:2:1</code>", "agent <code>a</code> has no purpose",
                          "<code>jane</code>", "2027-01-01", "new &#124; soon"]  # fmt: skip


def test_a_report_without_findings_is_its_summary() -> None:
    assert FORMATS["markdown"](with_findings([])) == (
        "## docgraph check\n\n**no findings in 1 document, as of 2026-11-21**\n"
    )


@pytest.mark.parametrize("waived", [None, Waived("x", "jane", date(2027, 1, 1))])
def test_rows_that_do_not_fit_are_counted(waived: Waived | None) -> None:
    finding = Finding(Location("a.md", 1, 1), "ü" * 390, "y", severity=Severity.ERROR, code="OWN001", waived=waived)
    text = FORMATS["markdown"](with_findings([finding] * 3_000))
    rows = text.count("OWN001")
    assert len(text.encode()) <= SUMMARY_BYTES < len(text.encode()) + 4_000
    assert f"\n{3_000 - rows} more findings left out; `docgraph check` lists all.\n" in text


def test_both_tables_share_the_limit() -> None:
    finding = Finding(Location("a.md", 1, 1), "x" * 390, "y", severity=Severity.ERROR, code="OWN001")
    waived = replace(finding, waived=Waived("x" * 390, "jane", date(2027, 1, 1)))
    text = FORMATS["markdown"](with_findings([finding] * 2_000 + [waived] * 3_000))
    assert len(text.encode()) <= SUMMARY_BYTES
    assert text.endswith("</details>\n")
