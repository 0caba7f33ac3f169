"""Which column of a RACI has the activities, and the finding about a RACI with its roles in rows."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from docgraph.kinds import Raci
from docgraph.model.finding import Finding
from tests.corpus import result_of

SEED = 20261332
VARIANTS = 220
_PEOPLE = ("ann", "ben", "cat", "dan")
_ACTIVITIES = ("Draft it", "Merge it", "Stop the agent", "Ship", "Name the owner")
_FILES = {
    "people.md": f"---\nkind: people\npeople: [{', '.join(f'{{id: {name}}}' for name in _PEOPLE)}]\n---\n",
    "a.md": "---\nkind: agent\nowner: ann\n---\n",
}
_BEFORE = ("Phase", "Area", "#", "No.", "Stage", "Group", "Step")
_HEADS = ("Activity", "Task", "Tasks", "**Activity**", "Deliverable", "Key activities", "What")
_TURNED = ("Person", "Role", "Who", "Team member", "People", "Team", "Stakeholder", "**Role**")


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "---\nkind: raci\nscope: a\n---\n# R\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _letters(random: Random) -> tuple[list[str], list[str], dict[tuple[str, str], str]]:
    """People, activities, and the letter of each person in each activity, of which each has one `A` and one `R`."""
    people = random.sample(_PEOPLE, random.randrange(2, 5))
    activities = random.sample(_ACTIVITIES, random.randrange(2, 5))
    letters: dict[tuple[str, str], str] = {}
    for activity in activities:
        accountable, responsible, *others = random.sample(people, len(people))
        letters |= {(activity, accountable): "A", (activity, responsible): "R"}
        letters |= {(activity, other): random.choice(("C", "I", "")) for other in others}
    return people, activities, letters


def _checked(tables: Sequence[str]) -> tuple[dict[str, Raci], dict[str, list[Finding]]]:
    files = {f"r{number}.md": table for number, table in enumerate(tables)}
    result = result_of(_FILES | files, select=["DOC", "RAC", "REF"], ignore=["RAC004"])
    findings: dict[str, list[Finding]] = {path: [] for path in files}
    for finding in result.open_findings:
        findings.setdefault(finding.at.path, []).append(finding)
    return {raci.path: raci for raci in result.graph.all(Raci)}, findings


@pytest.mark.slow
def test_the_activities_stand_in_the_column_that_says_so() -> None:
    random = Random(SEED)
    tables, expected = [], []
    for _ in range(VARIANTS):
        people, activities, letters = _letters(random)
        before = random.sample(_BEFORE, random.randrange(3))
        groups = [[random.choice(("Build", "Run", "1", "")) for _ in before] for _ in activities]
        if random.random() < 0.5:
            heads = [*before, random.choice(_HEADS), *people]
            cells = [[letters[activity, name] for name in people] for activity in activities]
        else:
            heads = [*before, random.choice(_HEADS), *random.choice((("R", "A"), ("Responsible", "Accountable")))]
            named = {(activity, letter): name for (activity, name), letter in letters.items()}
            cells = [[named[activity, "R"], named[activity, "A"]] for activity in activities]
        rows = [[*group, activity, *row] for group, activity, row in zip(groups, activities, cells, strict=True)]
        tables.append(_table(heads, rows))
        expected.append(activities)
    racis, findings = _checked(tables)
    read = [[row.activity for row in racis[f"r{number}.md"].rows] for number in range(VARIANTS)]
    wrong = [tables[number] for number in range(VARIANTS) if read[number] != expected[number]]
    wrong += [f"{table}{found}" for table, found in zip(tables, findings.values(), strict=False) if found]
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:3])


@pytest.mark.slow
def test_a_raci_with_people_in_its_rows_is_one_finding_and_turning_it_is_the_fix() -> None:
    random = Random(SEED + 1)
    turned, fixed = [], []
    for _ in range(VARIANTS):
        people, activities, letters = _letters(random)
        rows = [[name, *(letters[activity, name] for activity in activities)] for name in people]
        turned.append(_table([random.choice(_TURNED), *activities], rows))
        back = [[activity, *(letters[activity, name] for name in people)] for activity in activities]
        fixed.append(_table(["Activity", *people], back))
    _, findings = _checked(turned)
    wrong = []
    for number, table in enumerate(turned):
        found = findings[f"r{number}.md"]
        if [finding.message for finding in found] != ["the people of this RACI are in rows, so it is not read"]:
            wrong.append(f"{table}{found}")
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:3])
    _, after = _checked(fixed)
    assert not any(after.values())
