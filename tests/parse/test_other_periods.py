"""Labels and keys about a former duty, an absence or a missing end do not mean that a person left."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 31
NO_ENDS = "n/a|N/A|never|-|–|no|none|None|false|not yet|still active|active|present|current|ongoing|Still here".split(
    "|"
)
ENDS = "2026-01-31|yes|unknown|tbd|soon|no longer active|not active|not employed|January 2026|?".split("|")
PERIODS = [
    "Former team: Data (left 2024-01-01)",
    "Previous role: left ACME in 2023",
    "Previous team: Data until 2024",
    "Past employer: Acme, retired product line 2020",
    "Ex employer: left in 2019",
    "Parental leave until: 2026-12-31",
    "Parental leave: 2026-01-01 to 2026-06-30",
    "On leave until: 2026-12-31",
    "Leave until: June 2026",
    "Sabbatical until: 2026-02-01",
    "Retirement plan: yes",
    "Exit interviews: with everybody who leaves",
    "Leave policy: unlimited",
    "Role: Former CTO advisor",
]
LEAVERS = [
    "Former: yes",
    "Former since: 2026-01-31",
    "Former employee: yes",
    "Employment: former",
    "Employment: former employee",
    "Employment: former since 2026-01-31",
    "Leaving: soon",
    "Leave date: 2026-01-31",
    "Reason for leaving: a new job",
    "Planned exit: next month",
    "Contract termination: 2026-01",
    "Left company: 2026-01-31",
    "Notice: left the company in May 2026",
    "Last day: 2026-01-31",
    "Currently employed: no",
    "Terminated in: 2026",
]
TEMPLATES = {
    "key": "---\nkind: person\nid: jane\n{key}: {value}\n---\n# Jane\n",
    "label": "---\nkind: person\nid: jane\n---\n# Jane\n\n**{label}**: {value}\n",
    "entry": "---\nkind: people\npeople:\n  - id: jane\n    {key}: {value}\n---\n",
}


def errors_of(person: str) -> set[str]:
    files = {"o.md": "---\nkind: outcome\nowner: jane\n---\n", "p.md": person}
    found = result_of(files).open_findings
    return {finding.at.path for finding in found if finding.severity is Severity.ERROR}


def formatted(form: str, line: str) -> str:
    label, _, value = line.partition(": ")
    quoted = value if form == "label" else f'"{value}"'
    return TEMPLATES[form].format(key=label.lower().replace(" ", "-"), label=label, value=quoted)


@pytest.mark.parametrize("form", TEMPLATES)
@pytest.mark.parametrize("line", PERIODS)
def test_another_period_is_no_departure(form: str, line: str) -> None:
    is_range = " to " in line and form != "label"  # text of an unknown key, which is only a warning
    assert errors_of(formatted(form, line)) == set() or is_range


@pytest.mark.parametrize("form", TEMPLATES)
@pytest.mark.parametrize("line", LEAVERS)
def test_a_departure_is_an_error(form: str, line: str) -> None:
    assert errors_of(formatted(form, line)) != set()


@pytest.mark.slow
def test_variants_of_a_last_day_that_denies_an_end() -> None:
    random, wrong = Random(SEED), []
    keys = "Left|Departed|End date|Until|Leaving date|Last day".split("|")
    for _ in range(200):
        form, ends = random.choice([*TEMPLATES]), random.random() < 0.5
        key = random.choice(keys[:1] if ends else keys)
        line = f"{key}: {random.choice(ENDS if ends else NO_ENDS)}"
        if bool(errors_of(formatted(form, line))) is not ends:
            wrong.append(f"{form} {line}")
    assert not wrong, f"{len(wrong)} of 200: {sorted(set(wrong))[:12]}"


@pytest.mark.parametrize("value", NO_ENDS)
def test_a_term_without_an_end_is_the_current_one(value: str) -> None:
    holders = f"holders:\n  - {{person: jane, from: 2025-01-01, to: '{value}'}}"
    files = {"r.md": f"---\nkind: role\n{holders}\n---\n", "o.md": "---\nkind: outcome\nowner: r\n---\n"}
    files["jane.md"] = "---\nkind: person\n---\n"
    assert not [found for found in result_of(files).open_findings if found.severity is Severity.ERROR]


@pytest.mark.parametrize(
    "person",
    [
        "---\nkind: person\nid: jane\nleft: n/a\n---\n# Jane\n\n**Left**: 2026-01-31\n",
        "---\nkind: person\nid: jane\nleft: n/a\n---\n# Jane\n\n**Leaving date**: 2026-01-31\n",
        "---\nkind: person\nid: jane\nleft: n/a\ntitle: Jane Doe (left)\n---\n",
        "---\nkind: person\nid: jane\nleft: 2026-01-31\n---\n# Jane\n\n**Left**: no\n",
    ],
)
def test_a_denied_end_beside_a_departure_hides_it_nowhere(person: str) -> None:
    assert errors_of(person)
