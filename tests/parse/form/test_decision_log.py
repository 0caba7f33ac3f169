"""Every decision of a log is read or reported: its heading has several spellings, and other headings are findings."""

from __future__ import annotations

import pytest

from docgraph.model.document import Document
from docgraph.model.finding import Severity
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.front_matter.edits import apply_edits
from docgraph.parse.pipeline import parse_source

HEADER = "---\nkind: decisions\n---\n\n"
LABELS = "\n**Owner:** jane\n\n**Date:** 2026-01-02\n\n"
FIRST = f"## Decision: Keep it\n{LABELS}"


def document(body: str) -> Document:
    return parse_source(SourceFile("log.md", (HEADER + body).encode()), Settings())


@pytest.mark.parametrize(
    "heading",
    ["Decision: Go", "decision - Go", "Decision – Go", "Decision 2: Go", "Decision #2 - Go", "ADR: Go", "ADR-007: Go",
     "**Decision 12**: Go"],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", FIRST])
def test_a_decision_may_be_headed_in_many_ways(heading: str, before: str) -> None:
    parsed = document(f"{before}## {heading}\n{LABELS}")
    assert parsed.problems == ()
    assert (parsed.records[-1].id, parsed.records[-1].title) == ("go", "Go")
    assert len(parsed.records) == (2 if before else 1)


@pytest.mark.parametrize("heading", ["Decison: Go", "Descision 2: Go", "Decisions - Go", "Decission: Go"])
@pytest.mark.parametrize("before", ["", FIRST, "# Log\n\n" + FIRST])
def test_a_misspelled_heading_is_reported_and_fixed(heading: str, before: str) -> None:
    content = f"{HEADER}{before}# {heading}\n{LABELS}"
    parsed = parse_source(SourceFile("log.md", content.encode()), Settings())
    (problem,) = parsed.problems
    assert (problem.rule_name, problem.severity, problem.help) == (
        "unknown-key",
        Severity.ERROR,
        "write `# Decision: Go`",
    )
    assert problem.at.line == content[: content.index(heading)].count("\n") + 1
    assert "go" in parsed.unparsed_ids
    assert problem.fix is not None
    after, _ = apply_edits(content, [problem.fix])
    mended = parse_source(SourceFile("log.md", after.encode()), Settings())
    assert (mended.problems, mended.records[-1].id) == ((), "go")


@pytest.mark.parametrize("inside", ["**Owner:** jane", "### Notes\n\n- **Date:** 2026-01-02", "### Owner\n\njane"])
def test_a_heading_without_the_word_decision_above_its_labels_is_reported(inside: str) -> None:
    parsed = document(f"{FIRST}## 2026-03: Use it\n\n{inside}\n")
    (problem,) = parsed.problems
    assert (problem.rule_name, problem.severity, problem.at.line) == ("unknown-key", Severity.WARNING, 11)
    assert problem.help == "write `## Decision: 2026-03: Use it`"
    assert len(parsed.records) == 1


@pytest.mark.parametrize(
    "body",
    [
        f"# Decisions of the team\n\n**Owner:** jane keeps this log\n\n{FIRST}",
        f"# ADR - what we decided\n\nIn order.\n\n{FIRST}",
        f"{FIRST}## How we decide\n\nTogether, and **soon**.\n\n**Note:** always.\n",
        f"{FIRST}### Decision - the words\n\nIt stays.\n",
        f"{FIRST}### Notes\n\n**Status:** accepted\n",
        f"{FIRST}## An example\n\n```\n## Decison: x\n\n**Owner:** jane\n```\n",
    ],
)
def test_another_section_is_none(body: str) -> None:
    parsed = document(body)
    assert (parsed.problems, [record.id for record in parsed.records]) == ((), ["keep-it"])
