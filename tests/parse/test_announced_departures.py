"""A last day after the as-of date is a warning where it is not read, and an error from that day on."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import AS_OF, result_of

SEED = 25
KEYS = "until|end|end-date|ended|last-day|last-working-day|departs|leaves|left-on|contract-end|exit-date".split("|")
LABELS = "Until|Last day|Last working day|Left on|Leaving date|Departs on|Exit date|End date".split("|")
PERSON = "kind: person\ntitle: Kim Park\n---\n# Kim Park\n\n"
ROLE = "kind: role\nholders:\n  - person: kim\n"
PEOPLE = {
    "person key": "kind: person\n{key}: {day}\n---\n",
    "person label": PERSON + "**{label}**: {day}\n",
    "person item": PERSON + "- {label}: {day}\n",
    "person table": PERSON + "| Joined | {label} |\n|---|---|\n| 2024-01-01 | {day} |\n",
    "person title": "kind: person\ntitle: Kim Park (until {day})\n---\n",
    "person status": "kind: person\nstatus: leaving {day}\n---\n",
    "people key": "kind: people\npeople:\n  - id: kim\n    {key}: {day}\n---\n",
    "people table": "kind: people\npeople:\n  - {{id: kim, title: Kim}}\n---\n# People\n\n"
    "| Name | Joined | {label} |\n|---|---|---|\n| Kim | 2024-01-01 | {day} |\n",
}
ROLES = {
    "term key": ROLE + "    {term}: {day}\n---\n",
    "role key": ROLE + "{term}: {day}\n---\n",
    "role label": ROLE + "---\n# Lead\n\n**Until**: {day}\n",
}
AGENTS = {"owner key": "owner-until: {day}\n", "agent key": "retires-on: {day}\n"}
FORMS = [*PEOPLE, *ROLES, *AGENTS]


def spelled(random: Random, day: date) -> str:
    """A day in one of the forms that people write."""
    name = f"{day:%B}"
    forms = [f"{day:%d.%m.%Y}", f"{day.day} {name} {day.year}", f"{name} {day.year}", f"{name} {day.day}, {day.year}"]
    return random.choice([str(day), *forms])


def project(random: Random, form: str, day: str) -> dict[str, str]:
    """An agent whose owner, or the role that owns it, has a last day in a place that is not read."""
    term = random.choice(["until", "end", "end-date", "ended"])
    words = {"key": random.choice(KEYS), "label": random.choice(LABELS), "term": term, "day": day}
    owner = "lead" if form in ROLES else "kim"
    agent = f"kind: agent\nowner: {owner}\nbackup: sam\nstatus: active\n{AGENTS.get(form, '')}---\n"
    files = {"bot.md": agent, "kim.md": PEOPLE.get(form, "kind: person\n---\n"), "sam.md": "kind: person\n---\n"}
    files["lead.md"] = ROLES.get(form, f"{ROLE}---\n")
    return {path: f"---\n{text.format(**words)}" for path, text in files.items()}


def problems_of(files: dict[str, str], as_of: date = AS_OF, **settings: object) -> dict[Severity, set[str]]:
    """The codes of DOC and OWN findings by severity."""
    found: dict[Severity, set[str]] = {}
    for finding in result_of(files, as_of, **settings).open_findings:
        if finding.severity and finding.code.startswith(("DOC", "OWN")):
            found.setdefault(finding.severity, set()).add(finding.code)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_an_announced_last_day_is_no_error_before_it_and_one_after_it(form: str) -> None:
    random, red = Random(f"{SEED} {form}"), []
    for _ in range(20):
        day = AS_OF.replace(day=28) + timedelta(random.randint(40, 400))
        files = project(random, form, spelled(random, day))
        before = problems_of(files).get(Severity.ERROR, set())
        after = problems_of(files, day + timedelta(40)).get(Severity.ERROR, set())
        if before or "DOC004" not in after:
            red.append((files, before, after))
    assert not red, f"{len(red)} of 20: {red[:2]}"


@pytest.mark.parametrize("form", ["person key", "person label", "people table", "term key", "role key"])
def test_the_owner_is_active_before_an_announced_last_day_and_not_after_it(form: str) -> None:
    files = project(Random(SEED), form, "2027-01-31")
    off = {"DOC004": "off"}
    assert "OWN004" not in problems_of(files, rules=off).get(Severity.ERROR, set())
    assert problems_of(files, date(2027, 2, 1), rules=off).get(Severity.ERROR, set()) & {"OWN004", "OWN008"}


def test_an_announced_last_day_that_is_not_read_is_a_warning() -> None:
    assert problems_of(project(Random(SEED), "person label", "2027-01-31"))[Severity.WARNING] == {"DOC004"}


@pytest.mark.parametrize("line", ["employee: May 2027", "start: 2027-05-01", "since: 2027-05-01", "tenure: 2027-05-01"])
def test_a_day_that_may_be_the_first_one_is_still_an_error(line: str) -> None:
    files = project(Random(SEED), "person item", "2027-01-31") | {"kim.md": f"---\nkind: person\n{line}\n---\n"}
    assert "DOC004" in problems_of(files)[Severity.ERROR]
