"""A label below a heading, in a box or in an item about something else says nothing about the record."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds import Agent, Outcome
from tests.corpus import result_of
from tests.parse.variants import read_text

SEED, COUNT = 20261401, 400
OTHERS = (
    "Upstream service: Billing API",
    "Open actions",
    "Step 1",
    "Former version: Bot v1 (retired)",
    "Related agent: Small bot",
    "Agent: Small bot",
    "Output format",
    "Risk: late invoices",
    "Key result 2",
    "**Part** 1",
)
OWN = {"agent": ("Tools", "Purpose", "Owner & On-Call", "Ownership"), "outcome": ("Success criteria", "Ownership")}
KEYS = {"owner": "jane.doe", "backup": "sam.lee", "status": "retired", "level": "L4", "due": "2027-01-31"}
PEOPLE = {"people.md": "---\nkind: people\npeople: [{id: jane.doe}, {id: sam.lee}]\n---\n"}


def head_of(dice: random.Random, kind: str) -> list[str]:
    """The title of a record called `billing-bot`, in a form of its own, and perhaps a text."""
    named = (f"{kind.title()}: Billing bot", "Billing bot", "Agent Hiring Packet: billing-bot")
    lines = [f"{dice.choice(('#', '#', '##'))} {dice.choice(named[: 2 + (kind == 'agent')])}", ""]
    return lines + dice.choice(([], ["Some text.", ""], ["**Contact**: #bills", ""]))


def below_another(dice: random.Random, label: str) -> list[str]:
    """A label that belongs to something else."""
    other, indented = dice.choice(OTHERS), f"    {label}"
    box = dice.choice((f'!!! example "{other}"', f'??? note "{other}"', f'=== "{other}"'))
    item = other.replace("*", "")
    return dice.choice(
        (
            [f"{dice.choice(('#', '##', '###'))} {other}", "", label],
            [f"{other}\n{'-' * len(other)}", "", label],
            [f"## {other}", "", "### Details", "", f"- {label}"],
            [f"## {other}", "", f"### {label.strip('*').split(':')[0].strip('*')}", "", label.split(" ")[1]],
            [box, "", indented],
            [box, indented],
            ["<details>", f"<summary>{item}</summary>", "", label, "", "</details>"],
            [f"- {item}", f"    - {label}"],
            [f"1. {item}", "", f"    {label}"],
            [f"- {item}", f"  {label}"],
        )
    )


def of_record(dice: random.Random, kind: str, label: str) -> list[str]:
    """A label of the record: in its head, or below a heading that is one of its labels."""
    owned = label.startswith("**Owner")
    return dice.choice(
        (
            [label],
            [f"- {label}"],
            [f"## {dice.choice(OWN[kind])}", "", label],
            [f"## {dice.choice(OTHERS)}", "", "Text.", "", f"## {dice.choice(OWN[kind])}", "", f"- {label}"],
            [f"## {label.strip('*').split(':')[0].strip('*')}", "", label.split(" ")[1]],
            ["## Ownership", "", label.replace("*", "- ", 1).replace("*", "")] if owned else [f"{label}  "],
            [f"## {kind.title()}", "", label],
            ["### Billing bot", "", label],
            ["<details>", "", "Text.", "", "</details>", "", label],
            ["- A point", "    - below", "", "Text.", "", label],
        )
    )


def content_of(dice: random.Random, kind: str, lines: list[str]) -> str:
    title = dice.choice(("", "title: Billing bot\n"))
    return "\n".join([f"---\nkind: {kind}\nid: billing-bot\n{title}---", "", *head_of(dice, kind), *lines, ""])


def value_of(content: str, key: str) -> object:
    [record] = read_text(content).records
    assert isinstance(record, Agent | Outcome)
    name = "autonomy" if key == "level" else key
    return not record.is_absent(name) and name in record.model_fields_set


@pytest.mark.slow
@pytest.mark.parametrize("is_own", [False, True])
def test_a_label_is_read_only_where_it_is_about_the_record(is_own: bool) -> None:
    dice = random.Random(SEED + is_own)
    red = []
    for _ in range(COUNT):
        kind = dice.choice(("agent", "outcome"))
        key = dice.choice(("owner", "owner", "backup", "status", "level" if kind == "agent" else "due"))
        value = "dropped" if (kind, key) == ("outcome", "status") else KEYS[key]
        label = dice.choice((f"**{key.capitalize()}**: {value}", f"**{key.capitalize()}:** {value}"))
        lines = of_record(dice, kind, label) if is_own else below_another(dice, label)
        content = content_of(dice, kind, lines)
        red += [] if value_of(content, key) is is_own else [content]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def test_the_finding_about_a_missing_owner_names_the_owner_of_a_part() -> None:
    dice = random.Random(SEED + 2)
    red = []
    for number in range(60):
        kind = dice.choice(("agent", "outcome"))
        lines = ["Some text.", "", *below_another(dice, "**Owner**: jane.doe")]
        content = content_of(dice, kind, lines).replace("**Contact**: #bills\n\n", "")
        files = {"bot.md": content, **PEOPLE}
        found = result_of(files, select="OWN001,OWN002").findings
        shown = [place.message for finding in found for place in finding.related]
        is_shown = len(shown) == 1 and shown[0].startswith("`Owner` here belongs to ")
        red += [] if is_shown else [(number, files["bot.md"], shown)]
    assert not red, f"{len(red)} of 60: {red[:2]}"
