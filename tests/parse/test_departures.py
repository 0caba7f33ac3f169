"""Days in a body on which somebody left are never passed over where the person is named as an owner."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 19
LABELS = "Left|Last day|Left on|Last working day|Departed|Exit date|Until|End date|Leaving date|Resigned on".split("|")
DAYS = "2026-06-30|30.06.2026|June 2026|30 June 2026|Q2 2026|2026-06".split("|")
OTHER_LABELS = "Joined|Start date|Left hand|Leave|Birthday|Ended projects|Last review day|Lefty".split("|")
OTHER_VALUES = "see HR|25 days a year|none|TBD later|the team room|2 of 3".split("|")


def statement(random: Random, label: str, value: str, name: str) -> str:
    """A label with a value in a form that is not read as a label of the person."""
    return random.choice(
        [
            f"{label}: {value}",
            f"- {label}: {value}",
            f"- Joined: 2024-01-01\n- {label}: {value}",
            f"* *{label}*: {value}",
            f"| Joined | {label} |\n|---|---|\n| 2024-01-01 | {value} |",
            f"| Name | Joined | {label} |\n|---|---|---|\n| {name} | 2024-01-01 | {value} |",
            f"| | |\n|---|---|\n| Joined | 2024-01-01 |\n| {label} | {value} |",
            f"1. {label}: {value}",
        ]
    )


def page(random: Random, number: int, body: str) -> str:
    """A page of one person, or a page about people with a section or a list item for the person."""
    name, front = f"Kim Park {number}", f"kind: people\npeople:\n  - id: k{number}\n    title: Kim Park {number}"
    inner = body.replace("\n", "\n    ")
    listed = f"- {name}\n\n    {inner}" if random.random() < 0.3 else f"## {name}\n\n{body}"
    if random.random() < 0.5:
        return f"---\n{front}\n---\n# People\n\n{listed}\n"
    return f"---\nkind: person\nid: k{number}\ntitle: {name}\n---\n# {name}\n\nA colleague.\n\n{body}\n"


def is_healthy(label: str, value: str) -> bool:
    return label in OTHER_LABELS or value in OTHER_VALUES


def test_a_last_day_in_a_list_a_table_or_a_section_is_an_error() -> None:
    random, red = Random(SEED), []
    for batch in range(30):
        files, healthy = {}, {}
        for number in range(batch * 10, batch * 10 + 10):
            label = random.choice(LABELS if random.random() < 0.7 else OTHER_LABELS)
            value = random.choice(DAYS if random.random() < 0.8 else OTHER_VALUES)
            files[f"k{number}.md"] = page(random, number, statement(random, label, value, f"Kim Park {number}"))
            healthy[f"k{number}.md"] = is_healthy(label, value)
        errors = {finding.at.path for finding in result_of(files).open_findings if finding.severity is Severity.ERROR}
        red += [files[path] for path, silent in healthy.items() if (path in errors) is silent]
    assert not red, f"{len(red)} of 300: {red[:3]}"


CAREER = "## Career\n\n### Acme\n\n- Joined: 2015-01-01\n- Left: 2018-06-30\n"
FIRMS = "| Company | Joined | Left |\n|---|---|---|\n| Acme | 2015-01-01 | 2018-06-30 |\n"


@pytest.mark.parametrize(
    "body", [CAREER, FIRMS, f"## Before\n\n{FIRMS}", "- Acme\n    - Left: 2018-06-30\n", "> Left: 2018-06"]
)
def test_a_last_day_of_another_job_is_silent(body: str) -> None:
    files = {"kim.md": f"---\nkind: person\n---\n# Kim\n\n{body}", "o.md": "---\nkind: outcome\nowner: kim\n---\n"}
    assert not [finding for finding in result_of(files).open_findings if finding.code in ("DOC004", "OWN004")]


TOPICS = "On-call rota|Vacations|Projects|Mentoring|Actions|Former roles|Sabbaticals|Absences|CV".split("|")
COLUMNS = "Engineer|Who|Lead|Mentor|Owner|Assignee".split("|")


def other_topic(random: Random, name: str) -> str:
    """A day on which a rota, a vacation, a project or a former role of somebody ends."""
    end, day = random.choice("End|Until|Last day|Closed|Ended".split("|")), random.choice(DAYS)
    column = random.choice(COLUMNS)
    return random.choice(
        [
            f"| {column} | From | {end} |\n|---|---|---|\n| {name} | 2026-01-01 | {day} |",
            f"| Project | {column} | {end} |\n|---|---|---|\n| Import | {name} | {day} |",
            f"| Name | Role | {end} |\n|---|---|---|\n| {name} | Lead | {day} |",
            f"| Name | Start | {end} |\n|---|---|---|\n| {name} | 2026-01-01 | {day} |",
            f"| Name | Joined | Certificate | Left |\n|---|---|---|---|\n| {name} | 2024-01-01 | CKA | {day} |",
            f"| Joined | Name | Left |\n|---|---|---|\n| 2024-01-01 | {name} | {day} |",
            f"| On leave from | {end} |\n|---|---|\n| 2026-01-01 | {day} |",
            f"- {name}\n    - Start: 2026-01-01\n    - {end}: {day}",
            f"- {end}: {day}",
        ]
    )


@pytest.mark.slow
def test_an_end_of_another_topic_is_silent() -> None:
    random, red = Random(SEED), []
    for batch in range(30):
        files = {}
        for number in range(batch * 10, batch * 10 + 10):
            body = f"## {random.choice(TOPICS)}\n\n{other_topic(random, f'Kim Park {number}')}"
            front = f"kind: people\npeople:\n  - id: k{number}\n    title: Kim Park {number}"
            front = front if random.random() < 0.5 else f"kind: person\nid: k{number}\ntitle: Kim Park {number}"
            files[f"k{number}.md"] = f"---\n{front}\n---\n# Here\n\n{body}\n"
        red += [files[finding.at.path] for finding in result_of(files).open_findings if finding.code == "DOC004"]
    assert not red, f"{len(red)} of 300: {red[:3]}"


@pytest.mark.parametrize(("day", "is_reported"), [("2023-12-31", False), ("2023", False), ("2024-02-01", True)])
def test_a_day_before_a_person_joined_is_of_another_job(day: str, is_reported: bool) -> None:
    person = f"---\nkind: person\njoined: 2024-01-01\n---\n# Kim\n\n- Left: {day}\n"
    found = [finding for finding in result_of({"kim.md": person}).open_findings if finding.code == "DOC004"]
    assert bool(found) is is_reported


@pytest.mark.parametrize("head", ["Name | Joined on | Until", "Person | Start | Left", "Name | Team | Exit date"])
def test_a_table_of_who_is_here_is_read_for_last_days_in_any_section(head: str) -> None:
    people = "---\nkind: people\npeople:\n  - {id: kim, title: Kim}\n---\n# People\n\n## Alumni\n\n"
    files = {"people.md": f"{people}| {head} |\n|---|---|---|\n| Kim | | 2026-06-30 |\n"}
    [finding] = [finding for finding in result_of(files).open_findings if finding.code == "DOC004"]
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    "body",
    [
        "| Name | Left |\n|---|---|\n| Sam | 2026-06-30 |\n| Kim | |\n",
        "## Sam\n\n- Left: 2026-06-30\n\n## Kim\n\nHere.\n",
        "## Kim\n\nHere.\n\n## Project\n\n- Left: 2026-06-30\n",
        "- Left: 2026-06-30\n",
    ],
)
def test_a_last_day_of_nobody_or_of_somebody_else_is_not_one_of_the_person(body: str) -> None:
    people = f"---\nkind: people\npeople:\n  - {{id: kim, title: Kim}}\n---\n# People\n\n{body}"
    files = {"people.md": people, "o.md": "---\nkind: outcome\nowner: kim\n---\n"}
    assert not [finding for finding in result_of(files).open_findings if finding.code in ("DOC004", "OWN004")]


@pytest.mark.parametrize("front", ["left: 2027-06-30", ""])
def test_a_last_day_that_is_read_is_not_reported_again(front: str) -> None:
    body = (
        "- Left: 2026-06-30\n" if front else "**Left:** 2027-06-30\n\n| Joined | Left |\n|---|---|\n| | 2027-06-30 |\n"
    )
    files = {"kim.md": f"---\nkind: person\n{front}\n---\n# Kim\n\n{body}"}
    assert not [finding for finding in result_of(files).open_findings if finding.code == "DOC004"]


def test_an_unread_last_day_leaves_the_owner_in_doubt_with_doc004_off() -> None:
    files = {
        "kim.md": "---\nkind: person\n---\n# Kim\n\n- Left: 2026-06-30\n",
        "o.md": "---\nkind: outcome\nowner: kim\n---\n",
    }
    open_findings = result_of(files, rules={"DOC004": "off"}).open_findings
    assert "OWN004" in {finding.code for finding in open_findings if finding.severity is Severity.ERROR}


@pytest.mark.parametrize("identity", ["[a, b]", "{a: b}", "5", ""])
def test_an_id_that_is_no_text_is_no_obstacle(identity: str) -> None:
    body = "# People\n\n- Left: 2026-06-30\n"
    files = {
        "kim.md": f"---\nkind: person\nid: {identity}\n---\n{body}",
        "people.md": f"---\nkind: people\npeople:\n  - id: {identity}\n---\n{body}",
    }
    assert not [finding for finding in result_of(files).findings if finding.code == "INT001"]
