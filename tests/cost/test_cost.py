"""The work of a check grows with the size of a document, whatever is repeated in it. Steps are counted, not seconds."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from docgraph.app import CheckResult, Project
from docgraph.app.run_check import evaluate, parse_all
from docgraph.app.select_rules import select_rules
from docgraph.model import limits
from docgraph.model.finding import Severity
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.report import FORMATS, ReportContext
from docgraph.rules import RULES
from tests.cost.inputs import Case, cases
from tests.cost.steps import steps_of

AS_OF = date(2026, 11, 21)
SETTINGS = settings_from({})
CHOSEN = select_rules(RULES, SETTINGS)
PERSON = b"---\nkind: person\ntitle: Jane Doe\njoined: 2020-01-01\n---\n"
SMALL = 500
LEAST = 3_000
"""Steps below which growth says nothing: a cache that is filled, a pattern that is compiled."""
GROWTH = 2.7
OF_THE_PARSER = ("short-rows", "mixed/105/titled/code-lines+definitions-same")
"""What the Markdown parser takes quadratic work for: TABLE_CELLS and QUOTED_AGAIN bound it."""


def checked(text: str) -> CheckResult:
    sources = (SourceFile("docs/hostile.md", text.encode()), SourceFile("docs/jane.doe.md", PERSON))
    return evaluate(Project(sources, SETTINGS, AS_OF), parse_all(sources, SETTINGS), CHOSEN)


def reported(text: str, *forms: str) -> str:
    result = checked(text)
    facts = ReportContext(result.graph, result.findings, result.documents, result.pages)
    return "".join(FORMATS[form](facts) for form in forms or FORMATS)


def growth(case: Case) -> float:
    """What the second doubling of a document adds, beside the first: 2 where work grows with the size, 4 if with its
    square."""
    reported(case.text(SMALL))
    texts = [case.text(size * SMALL) for size in (1, 2, 4)]
    small, medium, large = (steps_of(partial(reported, text, "text")) for text in texts)
    return (large - medium) / max(medium - small, LEAST)


@pytest.mark.slow
def test_steps_grow_with_the_size_of_a_document() -> None:
    chosen = [case for number, case in enumerate(cases()) if number % 3 == 0 and case.name not in OF_THE_PARSER]
    reported(chosen[0].text(SMALL))
    grown = {case.name: round(growth(case), 1) for case in chosen}
    assert len(chosen) > 200
    assert {name: ratio for name, ratio in grown.items() if ratio > GROWTH} == {}


def test_a_long_line_is_not_quoted_again_and_again() -> None:
    """The report grows with the findings, not with the findings times the line in which they are."""
    text = "---\nkind: agent\ntitle: A\nbackup: {}\n---\n"
    small, large = (len(reported(text.format(", ".join(f"n{i:05}" for i in range(count))))) for count in (200, 400))
    assert large < 2.2 * small


AGENT = "---\nkind: agent\ntitle: A\nowner: jane.doe\n---\n"
INCIDENT = "---\nkind: incident\ntitle: Outage\nowner: jane.doe\ndate: 2026-10-01\n---\n"
RACI = "---\nkind: raci\nscope: a\n---\n\n| Activity | R | A |\n|---|---|---|\n"


@pytest.mark.slow
@pytest.mark.parametrize(
    ("first", "unit", "count", "line"),
    [
        (AGENT, "a\n", limits.BODY_LINES, 6 + limits.BODY_LINES),
        (AGENT, "*a* *b* *c* *d*\n\n", limits.BODY_MARKUP // 8, 6 + limits.BODY_MARKUP // 4),
        (AGENT, "[[jane.doe]]\n\n", limits.WIKI_LINKS, 6 + 2 * limits.WIKI_LINKS),
        (AGENT, "a*", limits.PASSAGE_MARKUP, 6),
        (AGENT + f"{'| a ' * 5}|\n{'|---' * 5}|\n", "| a |\n", limits.TABLE_CELLS // 5 - 1, 7),
        (RACI, "| a | jane.doe | jane.doe |\n", limits.RACI_ROWS, 8 + limits.RACI_ROWS),
        ("---\nkind: decisions\n---\n", "## Decision: a %d\n", limits.RECORDS, 4 + limits.RECORDS),
        ("---\nkind: people\npeople:\n", "  - {id: a%d, title: A}\n", limits.RECORDS, 4 + limits.RECORDS),
        ("---\nkind: team\nmembers:\n", "  - a%d\n", limits.LIST_ITEMS, 4),
        ("---\nkind: team\nmembers: a", ",a%d", limits.LIST_ITEMS - 1, 3),
        (RACI + "| a | jane.doe | jane.doe", ", p%d", limits.LIST_ITEMS - 1, 8),
        ("---\nkind: team\nmembers: ", "a", limits.NAME_LENGTH, 3),
        (f"{RACI}| {'b' * limits.NAME_LENGTH} | jane.doe | ", "a", limits.NAME_LENGTH, 8),
        (INCIDENT + "- [ ] ", "a", limits.ACTION_LENGTH - 1, 7),
        (INCIDENT + "| Action | Owner | Due |\n|---|---|---|\n| ", "a", limits.ACTION_LENGTH, 9),
        ("---\nkind: decisions\n---\n", "## Decision\n", limits.BODY_LINES, 4 + limits.BODY_LINES),
    ],
    ids="lines markup links passage cells rows sections records items commas names name party action row log".split(),
)
def test_reaching_a_limit_is_a_finding_where_it_is_reached(first: str, unit: str, count: int, line: int) -> None:
    last = "\n---\n" if "---" not in first[4:] else "\n"

    def reached(count: int) -> list[int]:
        units = "".join(unit % number if "%d" in unit else unit for number in range(count))
        return [finding.at.line for finding in checked(first + units + last).findings if finding.code == "DOC016"]

    assert reached(count) == []
    assert reached(count + 1) == [line]


def test_a_page_without_records_is_warned_of_links_and_printed_forms_alone() -> None:
    body = "a\n" * (limits.BODY_LINES + 1)
    assert not [finding for finding in checked(body).findings if finding.code == "DOC016"]
    for first in ("[[jane.doe]]\n", "## Agent: Importer\n\n**Owner:** TBD\n\n**Purpose:** imports\n\n"):
        found = [finding for finding in checked(first + body).findings if finding.code == "DOC016"]
        assert [finding.severity for finding in found] == [Severity.WARNING], first


@pytest.mark.slow
@pytest.mark.parametrize("head", ["kind: decisions", "kind: agents", "kind: agent", "kind: incident"])
def test_a_document_whose_body_is_not_read_fails(head: str) -> None:
    found = checked(f"---\n{head}\n---\n" + "## Decision: a\n" * (limits.BODY_LINES + 1)).findings
    assert [finding.severity for finding in found if finding.code == "DOC016"] == [Severity.ERROR]


def test_every_limit_is_in_the_reference_with_its_value() -> None:
    named = {value for name, value in vars(limits).items() if name.isupper() and isinstance(value, int)}
    assert {limit.value for limit in limits.LIMITS} == named
    assert len(limits.LIMITS) == sum(name.isupper() and isinstance(value, int) for name, value in vars(limits).items())
