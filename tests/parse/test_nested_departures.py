"""A last day in a nested map of a person, and `alumni: true`, are errors; other nested dates are silent."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED, COUNT = 37, 200
MAPS = "employment contract hr Employment term position workday job".split()
ENDS = "end until last-day last_day end-date last-working-day terminated left left-on exit-date End Until".split()
OTHERS = ["type: full-time", "start: 2020-01-01", "office: Oslo", "manager: sam.lee", "grade: 7"]
ABSENCES = "parental-leave leave sabbatical parental_leave previous-role former-team".split()
HEALTHY = [
    "education: {school: MIT, end: 2012-06-30}",
    "employment: {start: 2020-01-01}",
    "employment: {start: 2021-05-01, end: null}",
    "employment: {status: active, since: 2020-01-01}",
    "employment: {status: full-time}",
    "notifications: {active: false, enabled: no}",
    "mfa: {enabled: false, reviewed: 2026-01-01}",
    "alumni: false",
    "alumni: MIT, 2010",
    "alumni-network: true",
    "projects: [{name: a, end: 2025-01-01}, {name: b, end: 2026-01-01}]",
    "x-employment: {end: 2026-05-01}",
    "address: {until-floor: 3}",
]


def nested(random: Random, end: str) -> str:
    """The key of a nested map with a last day among other keys."""
    others = random.sample(OTHERS, random.randint(0, 3))
    others.insert(random.randint(0, len(others)), end)
    if random.random() < 0.5:
        return f"{random.choice(MAPS)}: {{{', '.join(others)}}}"
    return f"{random.choice(MAPS)}:\n" + "\n".join(f"  {line}" for line in others)


def severities(line: str) -> list[Severity | None]:
    """The severities of the findings about a person with the key in `line`, who owns an outcome."""
    person = f"---\nkind: person\nid: jane\njoined: 2019-01-01\n{line}\n---\n"
    result = result_of({"p.md": person, "o.md": "---\nkind: outcome\nowner: jane\n---\n"}, select="DOC,OWN004")
    return [finding.severity for finding in result.open_findings if finding.code in ("DOC004", "DOC007", "OWN004")]


def test_a_last_day_in_a_nested_map_is_an_error() -> None:
    random = Random(SEED)
    days = [f"{random.choice(ENDS)}: 2026-0{random.randint(1, 9)}-1{random.randint(0, 9)}" for _ in range(COUNT - 40)]
    days += [f"status: {random.choice(['terminated', 'left', 'Resigned', 'departed in May'])}" for _ in range(40)]
    lines = [nested(random, day) for day in days]
    silent = [line for line in lines if Severity.ERROR not in severities(line)]
    assert not silent, f"{len(silent)} of {COUNT}: {silent[:5]}"


@pytest.mark.parametrize("line", [*HEALTHY, *(f"{name}: {{end: 2026-05-01}}" for name in ABSENCES)])
def test_other_nested_keys_are_no_errors(line: str) -> None:
    assert Severity.ERROR not in severities(line)


@pytest.mark.parametrize("value", ["true", "yes", "on"])
@pytest.mark.parametrize("key", ["alumni", "is-alumni", "alumnus", "ex"])
def test_a_former_member_by_a_flag_is_an_error(key: str, value: str) -> None:
    assert Severity.ERROR in severities(f"{key}: {value}")


def test_an_announced_last_day_in_a_nested_map_is_a_warning() -> None:
    assert severities("employment: {end: 2199-05-01}") == [Severity.WARNING]
