"""Records that a page shows with their kind in the body, or in one printed form alone, are errors."""

from __future__ import annotations

import random

import pytest

from tests.parse.variants import errors

SEED, COUNT = 20261402, 300
HEADERS = (
    "",
    "---\ntitle: Overview\n---\n",
    "---\nkind: outcome\nowner: jane\n---\n",
    "---\nkind: roles\nroles: [{id: lead, holders: jane}]\n---\n",
    "---\nkind: agents\nagents: [{id: first}]\n---\n",
    "---\nkind: runbook\nowner: jane\n---\n",
    "---\nkind: tutorial\n---\n",
)
KEYS = {"Status": "active", "Purpose": "sorts mail", "Owner": "gone", "Autonomy": "L3", "Backup": "sam"}
SPECIAL = (
    "**Purpose**: sorts mail",
    "**Boundaries**:\n- **Will do**: sort",
    "**Tools**:\n- `read` (a/*)",
    "**Level**: L2",
)
OWNERS = (
    "**Owner**: gone",
    "**Owner & On-Call**:\n- Primary: gone\n- Backup: kim",
    "**Owner:** TBD",
    "**Ownership**:\n- Owner: x",
)
FORMS = ("Agent Hiring Packet: {}", "Agent: {}", "Hiring packet – {}", "Agent packet — {}", "AGENT: {}")


def labels(dice: random.Random, kind: str) -> str:
    """Labels or a table, one of which says a kind."""
    keys = dice.sample([*KEYS], dice.randint(2, 4))
    keys = keys if {*keys} & {"Purpose", "Autonomy", "Owner"} else [*keys, "Purpose"]
    pairs = [(key, KEYS[key]) for key in keys]
    pairs.insert(dice.randrange(len(pairs) + 1), (dice.choice(("Kind", "kind", "KIND")), kind))
    if dice.random() < 0.3:
        pairs = [("Field", "Value"), *pairs] if dice.random() < 0.5 else pairs
        rows = [
            f"| {dice.choice(('', '**'))}{key} | {value} |".replace("**" + key, f"**{key}**") for key, value in pairs
        ]
        return "\n".join((rows[0], "|---|---|", *rows[1:]))
    form = dice.choice(("**{}**: {}", "**{}:** {}", "- **{}**: {}", "__{}__: {}"))
    return dice.choice(("\n", "\n\n", "  \n")).join(form.format(key, value) for key, value in pairs)


@pytest.mark.slow
def test_a_kind_in_the_body_is_an_error() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        kind = dice.choice(("agent", "Agent", "`agent`", "agents", "deployment", "component", "bot-like"))
        title = dice.choice(("# Billing bot\n\n", "", "# Bots\n\n## Billing bot\n\n"))
        content = dice.choice(HEADERS[:4]) + title + labels(dice, kind) + "\n"
        red += [] if ("foreign-header" in errors(content)) is ("agent" in kind.lower()) else [content]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.parametrize(
    "body",
    [
        "**Kind**: agent\n",
        "**Kind**: agent\n\n## Other\n\n**Purpose**: x\n",
        "| Kind | Deployment |\n|---|---|\n| Status | active |\n",
        "```\n**Kind**: agent\n\n**Purpose**: x\n```\n",
        "| Kind | Means |\n|---|---|\n| agent | an AI system |\n",
        "We say **Kind**: agent in a text about its **Purpose**: so.\n",
    ],
)
def test_a_kind_that_is_not_shown_as_that_of_a_record_is_none(body: str) -> None:
    assert not errors(f"# A page\n\n{body}")
    assert not errors(f"---\nkind: agent\nowner: jane\n---\n# A bot\n\n**Kind**: agent\n\n{body}")


def one_form(dice: random.Random, *, is_complete: bool) -> str:
    """A page with the printed form of one agent, or with parts of one that may be about something else."""
    name = "Billing bot" if is_complete else dice.choice(("Billing bot", "<name>", "[name]", "{name}"))
    parts = [dice.choice(OWNERS), *dice.sample(SPECIAL, dice.randint(1, 3))]
    form = dice.choice(FORMS)
    if not is_complete and name == "Billing bot":
        parts, form = dice.choice(
            (
                (parts[:1], form),
                (["**Owner**: gone", "**Status**: beta"], form),
                ([*SPECIAL[:1]], form),
                (parts, "Why an agent: {}"),
                (parts, "Billing and agents: {}"),
            )
        )
    dice.shuffle(parts := [*parts])
    level = dice.choice(("#", "##", "###"))
    above = "" if level == "#" else "# Our page\n\nText.\n\n"
    headers = HEADERS if is_complete else [header for header in HEADERS if "agents" not in header]
    return dice.choice(headers) + f"{above}{level} {form.format(name)}\n\n" + "\n\n".join(parts) + "\n"


@pytest.mark.slow
@pytest.mark.parametrize("is_complete", [True, False])
def test_one_printed_form_is_an_error_where_it_is_all_of_a_record(is_complete: bool) -> None:
    dice = random.Random(SEED + 1 + is_complete)
    red = []
    for _ in range(COUNT):
        content = one_form(dice, is_complete=is_complete)
        red += [] if ("wrong-type" in errors(content)) is is_complete else [content]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.parametrize("listed", ["", "agents: []\n", "agents: [{id: first, owner: jane}]\n"])
def test_one_printed_form_below_a_list_of_its_kind_is_an_error(listed: str) -> None:
    content = f"---\nkind: agents\n{listed}---\n# Agents\n\n## Agent: Billing bot\n\n**Owner**: gone\n"
    assert "wrong-type" in errors(content)
