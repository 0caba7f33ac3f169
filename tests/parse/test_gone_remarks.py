"""A heading or a status that means that a person left is an error, in any of its forms."""

from __future__ import annotations

import random

import pytest

from docgraph.model.finding import Severity
from docgraph.model.problem import Problem
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document

SEED = 41
REMARKS = (
    "(left)|(left 2026-01-31)|[left]|(former)|(inactive)|– inactive|- former|(until 2026-01-31)|(ex)|(gone)".split("|")
)
GONE = (
    "has left|have left|no longer employed|no longer with us|no longer at ACME|not active|not employed anymore|"
    "contract ended|contract terminated|employment ended 2026|just resigned|already retired|left the company"
).split("|")
HERE = (
    "active|new|full-time|left-handed|active (former intern)|not in office on Fridays|on leave|employed|trainee".split(
        "|"
    )
)
NO_DAY = "0000-00-00|00/00/0000|00.00.0000|0000-00-00 00:00:00".split("|")


def errors(front: str, body: str) -> list[Problem]:
    source = SourceFile("docs/kim.md", f"---\nkind: person\n{front}---\n{body}".encode())
    problems = parse_document(source, settings_from({})).problems
    return [problem for problem in problems if problem.severity in (None, Severity.ERROR)]


def test_a_heading_beside_a_title_cannot_hide_a_departure() -> None:
    for remark in REMARKS:
        assert errors("title: Kim\n", f"# Kim {remark}\n\nText.\n"), remark
        assert errors("", f"# Kim {remark}\n"), remark
        assert not errors("title: Kim\nleft: 2026-01-31\n", f"# Kim {remark}\n"), remark
        assert not errors("title: Kim\n", f"# Kim\n\n## Importer {remark}\n"), remark


def test_a_heading_in_a_list_of_people_is_about_the_person_of_that_name() -> None:
    people = (
        "---\nkind: people\npeople:\n  - {{id: kim, title: Kim}}\n  - {{id: an, title: An}}\n---\n# People\n\n## {}\n"
    )
    for name, count in (("Kim (left)", 1), ("kim – former", 1), ("Importer (former)", 0), ("Kim", 0)):
        source = SourceFile("docs/people.md", people.format(name).encode())
        found = [problem.key for problem in parse_document(source, settings_from({})).problems]
        assert len(found) == count, name


@pytest.mark.parametrize("form", ["status: {}\n", "Status: {}\n", "employment: {{status: {}}}\n"])
def test_a_status_that_means_that_the_person_left_is_an_error(form: str) -> None:
    chance = random.Random(SEED)
    for _ in range(200):
        status = chance.choice(GONE)
        status = chance.choice([status, status.capitalize(), f"{status}.", f"{status} (May)"])
        assert errors(form.format(status), "# Kim\n"), status


@pytest.mark.parametrize("status", HERE)
def test_another_status_is_no_error(status: str) -> None:
    assert not errors(f"status: {status}\n", "# Kim\n")
    assert not errors("", f"# Kim\n\n**Status:** {status}\n")


@pytest.mark.parametrize("label", ["Status: {}", "**Status:** {}", "- Status: {}", "| Status | {} |\n|---|---|"])
def test_a_status_in_a_body_is_an_error(label: str) -> None:
    for status in GONE:
        assert errors("", f"# Kim\n\n{label.format(status)}\n"), status


@pytest.mark.parametrize("key", ["left", "end-date", "end_date", "until", "termination-date", "last-day"])
def test_a_day_of_zeros_is_no_day(key: str) -> None:
    for day in NO_DAY:
        for front, body in ((f"{key}: '{day}'\n", "# Kim\n"), ("", f"# Kim\n\n**{key.replace('-', ' ')}**: {day}\n")):
            problems = [problem.message for problem in errors(front, body)]
            assert not any("is not read" in message or "not a valid date" in message for message in problems), problems
