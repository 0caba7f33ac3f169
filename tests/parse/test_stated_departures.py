"""Check boxes, definition lists and lines that state that somebody left are errors in their document."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 29
LABELS = "Left|Last day|Left on|Last working day|Exit date|Departed|Leaving date".split("|")
STATED = "Left|Has left|Left the company|left our company|Offboarded|Resigned|Retired|Departed|Left the firm".split("|")
DAYS = "2026-01-31|31 January 2026|January 2026|31.01.2026|Jan 31, 2026".split("|")
FORMS = [
    "- [x] {stated}",
    "- [X] {stated} {day}",
    "- [x] {stated} on {day}",
    "- [x] {label}: {day}",
    "- [x] **{label}**: {day}",
    "{label}\n: {day}",
    "{label}\n:   {day}",
    "**{label}**\n: {day}",
    "- {label} – {day}",
    "{label} - {day}",
    "**{stated}** {day}",
    "*{stated} on {day}*",
    "- {stated} ({day})",
    "**{stated}**",
    "- [x] Joined\n- [x] {stated}",
]
PERSON = "---\nkind: person\ntitle: Kim Park\n---\n# Kim Park\n\n"
PEOPLE = "---\nkind: people\npeople:\n  - {id: kim, title: Kim Park}\n---\n# People\n\n## Kim Park\n\n"
OUTCOME = "---\nkind: outcome\nowner: kim\n---\n"
HEALTHY = [
    "- [ ] Offboarded",
    "- [ ] Left the company",
    "- [x] Left badge at the reception",
    "- [x] Retired the old laptop",
    "- [x] Onboarded",
    "- [x] Joined the company 2020-01-31",
    "Left-handed\n: yes",
    "Team\n: Left wing",
    "Left for the summer – back soon",
    "Left the review to Sam",
    "Resigned as chair 2024",
    "## Career\n\n- Left 2018-06-30",
]


def errors(body: str, page: str) -> set[str]:
    found = result_of({"kim.md": page + body + "\n", "o.md": OUTCOME}).open_findings
    return {finding.code for finding in found if finding.severity is Severity.ERROR and finding.code != "OUT001"}


@pytest.mark.slow
@pytest.mark.parametrize("page", [PERSON, PEOPLE])
def test_a_statement_that_somebody_left_is_an_error(page: str) -> None:
    random, green = Random(SEED), []
    for _ in range(120):
        words = {"label": random.choice(LABELS), "stated": random.choice(STATED), "day": random.choice(DAYS)}
        body = random.choice(FORMS).format(**words)
        green += [] if "DOC004" in errors(body, page) else [body]
    assert not green, f"{len(green)} of 120: {green[:5]}"


@pytest.mark.parametrize("body", HEALTHY)
def test_other_lines_with_such_words_are_silent(body: str) -> None:
    assert "DOC004" not in errors(body, PERSON) | errors(body, PEOPLE)


def test_the_person_is_no_active_owner_without_the_finding_about_the_line() -> None:
    files = {"kim.md": f"{PERSON}- [x] Left the company\n", "o.md": OUTCOME}
    assert "OWN004" in {finding.code for finding in result_of(files, rules={"DOC004": "off"}).open_findings}
