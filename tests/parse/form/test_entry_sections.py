"""Labels in a section about an entry of a list are those of the entry; those in any other section are not."""

from __future__ import annotations

import random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of, trace_of

SEED, COUNT = 20261130, 240
PEOPLE = "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe, aliases: [jdoe]}\n  - {id: sam.lee}\n---\n"
FORMS = {
    "agent": ("Agent: {}", "{}", "1. {}", "Agent Hiring Packet: {}", "`{}`", "{} {{#more}}", "3) Agent — {}"),
    "outcome": ("Outcome: {}", "{}", "2. {}", "Outcome card – {}", "**{}**"),
    "runbook": ("Runbook: {}", "{}", "10. {}"),
}
OTHERS = ("How we work", "Step 1", "{} (former)", "Why {}", "Other")


def listed(dice: random.Random, kind: str, owner: str) -> str:
    """Front matter that lists two records, of which `mail-sorter` has this owner."""
    entries = [
        f"  - {{id: mail-sorter, title: Mail sorter{owner and f', owner: {owner}'}}}",
        "  - {id: maps, title: Maps, owner: jane.doe}",
    ]
    dice.shuffle(entries)
    return "\n".join(["---", f"kind: {kind}s", f"{kind}s:", *entries, "---", ""])


def label(dice: random.Random, owner: str) -> str:
    return dice.choice(
        (
            f"**Owner**: {owner}",
            f"- **Owner:** {owner}",
            f"**Ownership**:\n\n- Owner: {owner}",
            f"### Owner\n\n{owner}",
            f"### Ownership\n\n- **Owner**: {owner}",
            f"Some text.\n\n__Owner__: {owner}\n\nMore text.",
        )
    )


def elsewhere(dice: random.Random, name: str) -> str:
    """A label of another owner that belongs to another section, to a box, or to nobody."""
    heading = dice.choice(OTHERS).format(name)
    return dice.choice(
        (
            f"### {heading}\n\n{dice.choice(('**Owner**: sam.lee', '- **Owner:** sam.lee'))}",
            f"## {heading}\n\n**Owner**: sam.lee",
            '!!! note "Before"\n\n    **Owner**: sam.lee',
            "<details>\n\n**Owner**: sam.lee\n\n</details>",
            "```\n**Owner**: sam.lee\n```",
            "The **Owner** is sam.lee.",
        )
    )


def section(dice: random.Random, kind: str, *parts: str) -> str:
    name = dice.choice(("Mail sorter", "mail-sorter", "MAIL SORTER"))
    title = "\n\n".join(("# All of them", dice.choice(("", "Text.", "**Owner**: sam.lee"))))
    before = dice.choice(("", "## Maps\n\n**Owner**: Jane Doe\n\n"))
    return "\n\n".join((title, f"{before}## {dice.choice(FORMS[kind]).format(name)}", *parts)) + "\n"


def differences(page: str) -> list[tuple[str, Severity | None]]:
    findings = result_of({"docs/people.md": PEOPLE, "docs/page.md": page}).findings
    return [(finding.subject, finding.severity) for finding in findings if finding.code == "DOC008"]


@pytest.mark.slow
def test_another_owner_in_the_section_of_an_entry_is_an_error() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        kind = dice.choice([*FORMS])
        page = listed(dice, kind, "jane.doe") + section(dice, kind, label(dice, "sam.lee"))
        red += [] if differences(page) == [(f"{kind}:mail-sorter", Severity.ERROR)] else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
def test_the_same_owner_or_another_section_is_no_difference() -> None:
    dice = random.Random(SEED + 1)
    red = []
    for _ in range(COUNT):
        kind = dice.choice([*FORMS])
        owner = dice.choice(("jane.doe", "Jane Doe", "@jdoe", "jdoe", "Jane Doe (since May)"))
        parts = [label(dice, owner)] if dice.random() < 0.5 else []
        page = listed(dice, kind, "jane.doe") + section(dice, kind, *parts, elsewhere(dice, "Mail sorter"))
        red += [page] if differences(page) else []
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
def test_an_entry_without_an_owner_has_the_one_of_its_section() -> None:
    dice = random.Random(SEED + 2)
    red = []
    for _ in range(COUNT // 2):
        kind = dice.choice([*FORMS])
        page = listed(dice, kind, "") + section(dice, kind, label(dice, "sam.lee"))
        found = [record.value("owner") for record in trace_of({"page.md": page}).records if record.id == "mail-sorter"]
        red += [] if found == [("sam.lee",)] else [page]
    assert not red, f"{len(red)} of {COUNT // 2}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.parametrize("heading", ["Kim Park", "kim.park", "Person: Kim Park"])
def test_the_last_day_in_the_section_of_a_person_counts(heading: str) -> None:
    page = (
        f"---\nkind: people\npeople: [{{id: kim.park, title: Kim Park}}]\n---\n## {heading}\n\n**Left**: 2026-06-30\n"
    )
    person = trace_of({"page.md": page}).records[0]
    assert str(person.value("left")) == "2026-06-30"


def test_two_sections_of_one_entry_are_both_read() -> None:
    head = "---\nkind: agents\nagents: [{id: mail, owner: jane.doe}]\n---\n"
    body = "## Mail\n\n**Purpose**: sorts\n\n## More\n\nText.\n\n## Agent: Mail\n\n**Owner**: sam.lee\n"
    assert differences(head + body) == [("agent:mail", Severity.ERROR)]


def test_an_id_goes_before_a_title_of_another_entry() -> None:
    head = "---\nkind: agents\nagents: [{id: a, title: B, owner: jane.doe}, {id: b, owner: jane.doe}]\n---\n"
    assert differences(head + "## B\n\n**Owner**: sam.lee\n") == [("agent:b", Severity.ERROR)]
    assert not differences(head + "## A and B\n\n**Owner**: sam.lee\n")


def test_a_title_of_two_entries_is_that_of_the_first() -> None:
    head = "---\nkind: agents\nagents: [{id: a, title: B, owner: jane.doe}, {id: c, title: B, owner: jane.doe}]\n---\n"
    assert differences(head + "## B\n\n**Owner**: sam.lee\n") == [("agent:a", Severity.ERROR)]


def test_the_section_ends_with_the_next_heading_of_its_level() -> None:
    head = "---\nkind: agents\nagents: [{id: mail, owner: jane.doe}]\n---\n"
    records = trace_of({"page.md": head + "## Mail\n\nText.\n\n## Our agents\n\n**Purpose**: one page\n"}).records
    assert [record.value("purpose") for record in records] == [""]


def test_a_section_of_a_decision_log_is_an_entry_of_its_own() -> None:
    head = "---\nkind: decisions\ndecisions: [{id: a-queue, title: A queue, owner: jane.doe}]\n---\n"
    assert not differences(head + "## Decision: A queue\n\n**Owner**: sam.lee\n")
