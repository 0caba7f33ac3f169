"""Titles with words around a kind, labels side by side, definitions and tables without a head name unread records."""

from __future__ import annotations

import random

import pytest

from docgraph.model.finding import Severity
from tests.parse.recovery.test_any_markup import (
    COUNT,
    MARKUPS,
    NAMES,
    NOBODY,
    OWNER,
    SIGNS,
    TITLES,
    Labels,
    codes_of,
    labels_of,
    listed,
)

SEED = 20261730
ERROR = [("DOC003", Severity.ERROR)]
FORMS = (
    "AI agent: {}",
    "LLM agent: {}",
    "Sub-agent: {}",
    "1. Agent: {}",
    "Agent name: {}",
    "Agent ID: {}",
    "Autonomous agent 2: {}",
    "Finance agent – {}",
    "{} — agent hiring packet",
    "{}: agent card",
    "{} – Agent packet",
)


def show(red: list[str]) -> str:
    return f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def side_by_side(dice: random.Random, labels: Labels) -> str:
    """Bold labels on one line, with any separator."""
    between = dice.choice((" | ", " · ", " • ", "; ", "  ", " – "))
    return between.join(dice.choice(("**{}**: {}", "**{}:** {}")).format(*label) for label in labels) + "\n"


def definitions(dice: random.Random, name: str, labels: Labels) -> str:
    """A term with labels as its definitions."""
    form = dice.choice((":   {}: {}\n", ":   **{}**: {}\n", ": {}: {}\n"))
    return dice.choice(("{}\n", "**{}**\n")).format(name) + "".join(form.format(*label) for label in labels)


def task(dice: random.Random, name: str, labels: Labels) -> str:
    """A check box with labels nested below it."""
    form = dice.choice(("    - {}: {}\n", "    - **{}**: {}\n", "    - [ ] {}: {}\n"))
    head = dice.choice(("- [ ] {}\n", "* [x] **{}**\n", "1. [ ] {}:\n")).format(name)
    return head + "".join(form.format(*label) for label in labels)


def nameless(dice: random.Random, name: str, labels: Labels) -> str:
    """A table without a head above its names."""
    heads, values = zip(*labels, strict=True)
    return f"| | {' | '.join(heads)} |\n|{'---|' * (len(heads) + 1)}\n| {name} | {' | '.join(values)} |\n"


@pytest.mark.slow
def test_a_form_with_words_around_its_kind_is_an_error_on_a_page() -> None:
    dice, red = random.Random(SEED), []
    for _ in range(COUNT):
        title = dice.choice(FORMS).format(dice.choice(NAMES))
        labels = labels_of(dice, "agent", dice.choice(NOBODY))
        page = f"# {title}\n\n" + dice.choice([*MARKUPS.values()])(labels)
        red += [] if codes_of(page) == ERROR else [page]
    assert not red, show(red)


@pytest.mark.slow
def test_a_form_without_an_owner_is_an_error_on_a_page() -> None:
    dice, red = random.Random(SEED + 1), []
    for _ in range(COUNT):
        title = dice.choice(("Agent: {}", "Agent hiring packet: {}", *FORMS[:8])).format(dice.choice(NAMES))
        labels = [label for label in labels_of(dice, "agent", "", least=3) if label[1]]
        page = f"# {title}\n\n" + dice.choice([*MARKUPS.values()])(labels)
        red += [] if codes_of(page) == ERROR else [page]
    assert not red, show(red)


@pytest.mark.slow
def test_a_form_without_an_owner_inside_another_agent_is_an_error() -> None:
    dice, red = random.Random(SEED + 4), []
    forms = [form for form in FORMS[:8] if not form.startswith("1.")]  # in a list item, it starts another list
    inner = [form for name, form in TITLES.items() if name not in ("underlined", "html heading")]
    for _ in range(COUNT):
        title = dice.choice(("Agent: {}", "Agent hiring packet: {}", *forms)).format(dice.choice(NAMES))
        labels = [label for label in labels_of(dice, "agent", "", least=3) if label[1]]
        page = "---\nkind: agent\nowner: jane.doe\n---\n# Known\n\n"
        page += dice.choice(inner)(title, dice.choice([*MARKUPS.values()])(labels))
        red += [] if ("DOC003", Severity.ERROR) in codes_of(page) else [page]
        about = page.replace(title, "How it works")
        red += [about] if ("DOC003", Severity.ERROR) in codes_of(about) else []
    assert not red, show(red)


@pytest.mark.slow
@pytest.mark.parametrize("kind", [*SIGNS])
def test_more_markups_below_a_list_are_errors(kind: str) -> None:
    dice, red = random.Random(SEED + 2), []
    for _ in range(COUNT):
        name, labels = dice.choice(NAMES), labels_of(dice, kind, dice.choice((*NOBODY, "sam.lee")))
        text = dice.choice(
            (
                f"## {name}\n\n{side_by_side(dice, labels)}",
                *(form(dice, name, labels) for form in (definitions, task, nameless)),
            )
        )
        page = listed(kind) + text
        red += [] if ("DOC003", Severity.ERROR) in codes_of(page) else [page]
    assert not red, show(red)


@pytest.mark.parametrize("owner", ["Primary owner", "Human owner"])
def test_a_primary_owner_is_an_owner(owner: str) -> None:
    table = f"| Agent | {owner} |\n|---|---|\n| Shadow | Sam Lee |\n"
    packet = f"## Shadow\n\n**{owner}**: Sam Lee\n\n**Autonomy**: L3\n\n**Purpose**: maps\n"
    assert codes_of(listed("agent") + table) == ERROR == codes_of(listed("agent") + packet)


@pytest.mark.slow
def test_the_same_markups_about_entries_and_other_topics_are_left_alone() -> None:
    dice, red = random.Random(SEED + 3), []
    for _ in range(COUNT):
        kind = dice.choice([*SIGNS])
        labels = labels_of(dice, kind, "jane.doe")
        markups = (definitions, task, nameless)
        owner_last = sorted(labels, key=lambda label: label[0] in OWNER[kind])
        others = [("Owner", "Jane Doe"), ("Step", "2"), ("Since", "2026")]
        step = dice.choice(markups)(dice, dice.choice(NAMES), others)
        text = dice.choice([*TITLES.values()])("Meetings", side_by_side(dice, others))
        page = dice.choice(
            (
                listed(kind) + dice.choice(markups)(dice, dice.choice(("Known", "k1")), labels),
                f"{listed(kind)}## Known\n\n{side_by_side(dice, owner_last)}",
                f"{listed(kind)}## Steps\n\n{step}",
                listed(kind) + text,
                f"# How to choose an {kind}: a guide\n\n**Owner**: Jane Doe\n\n**Purpose**: help\n",
                f"# Page\n\n{step}",
            )
        )
        red += [page + str(codes_of(page))] if codes_of(page) else []
    assert not red, show(red)


@pytest.mark.parametrize("title", ["Why an agent", "The agent", "No agent", "Which agent", "What is an AI agent"])
@pytest.mark.parametrize("owner", ["", "**Owner**: gone\n\n"])
def test_prose_before_a_kind_is_no_form(title: str, owner: str) -> None:
    page = (
        "# {}: Billing bot\n\n"
        + owner
        + "**Autonomy**: L2\n\n**Purpose**: sorts mail\n\n**Boundaries**:\n- **Will do**: sort\n"
    )
    assert codes_of(page.format(title)) == []
    assert codes_of(page.format("Name of the agent")) == codes_of(page.format("LLM agent")) == ERROR
