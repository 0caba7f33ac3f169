"""A table of labels in a body that names another owner than the record is a conflict."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 28
PEOPLE = """---
kind: people
people:
  - {id: jane.doe, title: Jane Doe, aliases: jd}
  - {id: sam.lee, title: Sam Lee}
---
"""
OTHERS = "Sam Lee|sam.lee|@sam.lee|[Sam Lee](people.md)|[[sam.lee]]|**Sam Lee**|nobody|Sam Lee (lead)".split("|")
OWN = "Jane Doe|jane.doe|@jane.doe|jd|[[jane.doe]]|**Jane Doe**|Jane Doe (lead)|`jane.doe`".split("|")
LABELS = "Owner|owner|**Owner**|`Owner`|Owner:|**Owner:**|OWNER".split("|")
HEADS = ["| | |", "| Field | Value |", "| Key | Value |", "| Attribute | Details |", "| Purpose | sorts mail |"]
ROWS = ["| Purpose | sorts mail |", "| Autonomy | L1 |", "| Backup | sam.lee |", "| Version | 3 |", "| Status | ok |"]
KINDS = ["kind: agent\nstatus: active\n", "kind: outcome\ndue: 2027-03-31\n"]


def document(random: Random, names: list[str], between: str = "") -> str:
    """An agent or outcome of Jane Doe, with a table of labels in its body."""
    rows = random.sample(ROWS, random.randint(1, 3))
    rows.insert(random.randint(0, len(rows)), f"| {random.choice(LABELS)} | {random.choice(names)} |")
    table = "\n".join([random.choice(HEADS), "|---|---|", *rows])
    place = random.choice([between, between + "Some text.\n\n"])
    return f"---\n{random.choice(KINDS)}owner: jane.doe\nbackup: sam.lee\n---\n# Bot\n\n{place}{table}\n"


def conflicts(text: str) -> list[Severity | None]:
    """The severities of the findings about conflicting owners."""
    found = result_of({"people.md": PEOPLE, "bot.md": text}).open_findings
    return [finding.severity for finding in found if finding.code == "DOC008" and "owner" in finding.key]


@pytest.mark.slow
def test_another_owner_in_a_table_of_labels_is_an_error() -> None:
    random = Random(SEED)
    texts = [document(random, OTHERS) for _ in range(200)]
    green = [text for text in texts if conflicts(text) != [Severity.ERROR]]
    assert not green, f"{len(green)} of 200: {green[:2]}"


@pytest.mark.slow
def test_the_owner_in_a_table_of_labels_or_a_table_of_another_section_is_silent() -> None:
    random = Random(SEED)
    texts = [document(random, OWN) for _ in range(150)]
    texts += [document(random, OTHERS, "## Before 2025\n\n") for _ in range(50)]
    red = [text for text in texts if conflicts(text)]
    assert not red, f"{len(red)} of 200: {red[:2]}"


@pytest.mark.parametrize(
    "table",
    [
        "| Service | Owner |\n|---|---|\n| Billing | Sam Lee |",
        "| Field | Before | Now |\n|---|---|---|\n| Owner | Sam Lee | Jane Doe |",
        "| Owner | Sam Lee |\n|---|---|\n| Billing | Jane Doe |",
    ],
)
def test_a_table_about_another_topic_is_silent(table: str) -> None:
    assert not conflicts(f"---\nkind: agent\nowner: jane.doe\nbackup: sam.lee\n---\n# Bot\n\n{table}\n")


def test_an_unknown_name_in_a_table_is_a_warning() -> None:
    table = "| Owner | Platform |\n|---|---|\n| Purpose | sorts mail |"
    text = f"---\nkind: agent\nowner: jane.doe\nbackup: sam.lee\n---\n# Bot\n\n{table}\n"
    assert conflicts(text) == [Severity.WARNING]


def test_braces_in_a_table_are_text() -> None:
    table = "| Owner | {owner} {} {0} |\n|---|---|\n| Purpose | sorts mail |"
    text = f"---\nkind: agent\nowner: jane.doe\nbackup: sam.lee\n---\n# Bot\n\n{table}\n"
    assert conflicts(text)
