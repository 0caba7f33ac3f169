"""Packets of agents and outcomes below any heading, and rows of tables, are reported where no record comes of them."""

from __future__ import annotations

import random
import re

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of
from tests.parse.variants import errors, read_text

SEED, COUNT = 20261132, 200
PEOPLE = "---\nkind: people\npeople:\n  - {id: jane.doe, title: Jane Doe}\n  - {id: sam.lee, title: Sam Lee}\n---\n"
NAMES = ("Mail sorter", "Invoice bot", "Fixtures", "Maps")
SIGNS = {
    "agent": ("**Boundaries**:\n\n- **Will do**: sort\n- Won't do: send", "**Autonomy**: L2", "## Will do\n\n- sort"),
    "outcome": ("**Success criteria**: it works", "**If wrong**: jane.doe", "**Wrong if:** it fails"),
}
OTHERS = {
    "agent": ("**Purpose**: sorts", "**Tools**:\n\n- `read` (a/*)", "**Exit**: when it ends"),
    "outcome": ("**Due**: 2030-01-01", "**Expectations**: fewer calls"),
}
PAGES = ("", "---\ntitle: Overview\n---\n", "---\nkind: tutorial\n---\n")
RECORDS = ("---\nkind: runbook\nowner: jane.doe\n---\n", "---\nkind: team\nmembers: [jane.doe]\n---\n")


def packet(dice: random.Random, kind: str, owner: str) -> str:
    """The labels of a complete packet, in any order."""
    owners = (f"**Owner**: {owner}", f"**Owner:** {owner}", f"**Ownership**:\n\n- Owner: {owner}")
    sign = dice.choice(SIGNS[kind][:2])
    parts = [dice.choice(owners), sign, dice.choice(OTHERS[kind]), *dice.choice(([], ["Some text."]))]
    dice.shuffle(parts)
    return "\n\n".join(parts)


def section(dice: random.Random, kind: str, name: str, owner: str, level: str = "##") -> str:
    shown = dice.choice((name, f"`{name}`", f"1. {name}", f"**{name}**"))
    return f"{level} {shown}\n\n{packet(dice, kind, owner)}\n"


def reported(page: str, *, listed: str = "") -> list[tuple[int, Severity | None]]:
    """The lines and severities of records on a page that are not read."""
    files = {"docs/people.md": PEOPLE, "docs/page.md": page, "docs/all.md": listed or "# All\n"}
    findings = result_of(files).findings
    return [
        (finding.at.line, finding.severity)
        for finding in findings
        if finding.at.path == "docs/page.md" and finding.code == "DOC003" and "is not read, because" in finding.message
    ]


def lines_of(page: str, *names: str) -> list[int]:
    """The lines of the headings and rows with these names."""
    return [
        number
        for number, line in enumerate(page.split("\n"), 1)
        if line[:1] in ("#", "|") and any(name in line for name in names)
    ]


@pytest.mark.slow
def test_several_packets_where_no_record_is_read_are_reported() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        kind, names = dice.choice(("agent", "agent", "outcome")), dice.sample(NAMES, dice.randint(2, 4))
        header = dice.choice(PAGES if kind == "outcome" else (*PAGES, *RECORDS))
        known = names[0] if dice.random() < 0.4 else ""
        parts = [section(dice, kind, name, dice.choice(("gone", "TBD", "jane.doe"))) for name in names]
        page = f"{header}# Our page\n\nText.\n\n" + "\n".join(parts)
        listed = f"---\nkind: {kind}s\n{kind}s: [{{id: k, title: {known}}}]\n---\n" if known else ""
        severity = Severity.ERROR if kind == "agent" else Severity.WARNING
        expected = [(line, severity) for line in lines_of(page, *names[bool(known) :])]
        red += [] if reported(page, listed=listed) == expected else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
def test_a_packet_below_a_list_of_its_kind_is_an_error() -> None:
    dice = random.Random(SEED + 1)
    red = []
    for _ in range(COUNT):
        kind, (name, other) = dice.choice((*SIGNS,)), dice.sample(NAMES, 2)
        entry = f"[{{id: first, title: {other}, owner: jane.doe}}]"
        level = dice.choice(("##", "###", "#"))
        known = section(dice, kind, other, "jane.doe") if dice.random() < 0.5 else ""
        page = f"---\nkind: {kind}s\n{kind}s: {entry}\n---\n{known}{section(dice, kind, name, 'sam.lee', level)}"
        page = page if level != "###" else page.replace("###", "## Others\n\n###")
        red += [] if reported(page) == [(line, Severity.ERROR) for line in lines_of(page, name)] else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
def test_a_packet_with_another_owner_in_a_document_of_an_agent_is_an_error() -> None:
    dice = random.Random(SEED + 2)
    red = []
    for _ in range(COUNT):
        name, owner = dice.choice(NAMES), dice.choice(("sam.lee", "TBD", "gone", "Sam Lee"))
        same = dice.random() < 0.3
        shown = dice.choice((name, f"Agent: {name}", f"Sub-agent: {name}", f"{name} (agent)"))
        own = packet(dice, "agent", "jane.doe") if dice.random() < 0.5 else "Text."
        page = f"---\nkind: agent\nowner: jane.doe\n---\n# Ours\n\n{own}\n\n## {shown}\n\n"
        page += packet(dice, "agent", dice.choice(("jane.doe", "Jane Doe")) if same else owner) + "\n"
        is_sure = "gent: " in shown or owner in ("TBD", "gone")
        severity = Severity.ERROR if is_sure else Severity.WARNING
        expected = [] if same else [(line, severity) for line in lines_of(page, name)]
        red += [] if reported(page) == expected else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def healthy(dice: random.Random) -> str:
    """A page with parts of packets, or with all of one that is about a record."""
    name, kind = dice.choice(NAMES), dice.choice((*SIGNS,))
    complete, owner, own = packet(dice, kind, "jane.doe"), "**Owner**: sam.lee", "**Owner**: jane.doe"
    entry = f"---\nkind: {kind}s\n{kind}s:\n  - {{id: a, title: {name}, owner: jane.doe}}\n---\n# Ours\n\n"
    single = f"---\nkind: {kind}\nowner: jane.doe\n---\n# {name}\n\n"
    sign, header, template = dice.choice(SIGNS[kind]), dice.choice(PAGES), packet(dice, kind, "<id>")
    return dice.choice(
        (
            f"{entry}{owner}\n\n{dice.choice(OTHERS[kind])}\n\n## {name}\n\n{complete}\n",
            f"{entry}## {name}\n\n{complete}\n\n### Details\n\n{own}\n\n{sign}\n\n{dice.choice(OTHERS[kind])}\n",
            f"{entry}## How we work\n\n{owner}\n\n**Status**: done\n",
            f"{entry}## How we work\n\n{sign}\n\n**Status**: done\n",
            f"{single}{complete}\n\n## {name}\n\n{complete}\n",
            f"{single}## The packet\n\n{complete}\n",
            f"{single}## Step 1\n\n{owner}\n\n**Status**: done\n\n## Step 2\n\n{owner}\n\n**Purpose**: to end\n",
            f"{header}# Services\n\n## {name}\n\n{owner}\n\n**Purpose**: x\n\n**Status**: live\n\n"
            f"## Two\n\n{owner}\n\n**Purpose**: x\n\n**Level**: L2\n",
            f"{header}# How to\n\n```\n{section(dice, kind, name, 'tom')}```\n\n```\n{complete}\n```\n",
            f"{header}# How to\n\n## <name>\n\n{complete}\n\n## [Name]\n\n{complete}\n",
            f"{header}# How to\n\n## One\n\n{template}\n\n## Two\n\n{template}\n",
            f"{dice.choice(RECORDS)}# Plan\n\n" + "\n".join(section(dice, "outcome", part, "tom") for part in NAMES),
            f"{header}# Plan\n\n{section(dice, 'outcome', name, 'tom')}",
        )
    )


@pytest.mark.slow
def test_parts_of_packets_and_packets_of_records_are_left_alone() -> None:
    dice = random.Random(SEED + 3)
    variants = [healthy(dice) for _ in range(COUNT)]
    red = [page for page in variants if reported(page)]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def table(dice: random.Random, kind: str, rows: list[tuple[str, str]]) -> str:
    """A table with names of records and their owners, perhaps beside other columns."""
    heads, more = (
        [dice.choice((kind.title(), f"{kind}s", f"**{kind.upper()}**")), "Owner"],
        dice.choice(([], ["Since"])),
    )
    lines = [[*heads, *more], ["---"] * (2 + len(more))]
    lines += [
        [dice.choice((name, f"**{name}**", f"[{name}](a.md)")), owner, *["2026"][: len(more)]] for name, owner in rows
    ]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


@pytest.mark.slow
def test_rows_of_no_entry_and_of_another_owner_are_reported() -> None:
    dice = random.Random(SEED + 4)
    red = []
    for _ in range(COUNT):
        kind, (name, other) = dice.choice((*SIGNS,)), dice.sample(NAMES, 2)
        owner = dice.choice(("jane.doe", "Jane Doe", "sam.lee", "Sam Lee", "", "—"))
        below = dice.choice(("# Ours\n\n", "", "# Ours\n\n## More\n\n"))
        page = f"---\nkind: {kind}s\n{kind}s: [{{id: first, title: {name}, owner: jane.doe}}]\n---\n{below}"
        page += table(dice, kind, [(name, owner), *dice.choice(([], [(other, dice.choice(("TBD", "jane.doe", "")))]))])
        severity = Severity.WARNING if "##" in below else Severity.ERROR
        findings = result_of({"docs/people.md": PEOPLE, "docs/page.md": page}).findings
        differs = [finding.severity for finding in findings if finding.code == "DOC008"]
        expected = [
            (line, severity) for line in lines_of(page, other) if re.search("TBD|jane", page.split("\n")[line - 1])
        ]
        wanted = [severity] if owner.lower().startswith("sam") else []
        red += [] if (reported(page), differs) == (expected, wanted) else [page]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.parametrize(
    ("head", "table"),
    [
        ("kind: agents\nagents: []", "| Tool | Owner |\n|---|---|\n| a | b |"),
        ("kind: agents\nagents: []", "| Agent | Model |\n|---|---|\n| a | b |"),
        ("kind: people\npeople: [{id: a}]", "| Agent | Owner |\n|---|---|\n| a | b |"),
        ("kind: tutorial", "| Agent | Owner |\n|---|---|\n| a | b |"),
        ("kind: tutorial", "| Owner | Agent |\n|---|---|\n| a | b |"),
        ("kind: agents\nagents: []", "| Agent | Owner |\n|---|---|\n| | b |"),
    ],
)
def test_other_tables_are_left_alone(head: str, table: str) -> None:
    assert not reported(f"---\n{head}\n---\n# Page\n\n{table}\n")


@pytest.mark.parametrize(
    ("heading", "is_error"),
    [
        ("Agent Hiring Packet", True),
        ("Agent Hiring Packet (Billing bot)", True),
        ("Hiring packet", True),
        ("Agent profile: Billing bot", True),
        ("Agent card", True),
        ("Outcome card (Fast replies)", True),
        ("Agent", False),
        ("Outcome", False),
        ("Agent (Windows)", False),
        ("Agent Hiring Packet: <name>", False),
        ("Agents", False),
        ("Our agent packet", False),
    ],
)
def test_a_form_may_have_no_name_or_one_in_brackets(heading: str, is_error: bool) -> None:
    labels = "**If wrong**: gone" if "Outcome" in heading else "**Purpose**: sorts\n\n**Will do**: sort"
    for header in PAGES:
        for level in ("#", "##"):
            page = f"{header}{level} {heading}\n\n**Owner**: gone\n\n{labels}\n"
            assert ("wrong-type" in errors(page)) is is_error, page


@pytest.mark.parametrize("heading", ["Agent Hiring Packet", "Agent profile", "Outcome card"])
def test_a_form_without_a_name_and_a_label_of_its_kind_is_a_warning(heading: str) -> None:
    page = f"# {heading}\n\n**Owner**: platform\n\n**Purpose**: collects logs\n\n**Due**: 2030-01-01\n"
    assert [problem.severity for problem in read_text(page).problems] == [Severity.WARNING]


@pytest.mark.parametrize("order", [1, -1])
def test_of_two_forms_with_one_title_the_complete_one_counts(order: int) -> None:
    parts = ["## Agent: Mail\n\n**Owner**: gone\n\n**Purpose**: sorts\n\n", "## Agent: Mail\n\n**Owner**: gone\n\n"]
    assert errors("# Bots\n\n" + "".join(parts[::order])) == ["wrong-type"]


def test_one_packet_below_any_heading_is_a_warning() -> None:
    page = "# Bot\n\n**Owner**: gone\n\n**Autonomy**: L2\n\n**Purpose**: sorts\n"
    assert [problem.severity for problem in read_text(page).problems] == [Severity.WARNING]
    assert not read_text(page.replace("Autonomy", "Level")).problems


@pytest.mark.parametrize("label", ["**Due**: 2030-01-01", "**Expectations**: fewer calls"])
def test_an_owner_and_a_label_below_a_list_are_a_warning(label: str) -> None:
    head = "---\nkind: outcomes\noutcomes: [{id: first, owner: jane.doe}]\n---\n"
    assert reported(f"{head}## Fewer calls\n\n**Owner**: sam.lee\n\n{label}\n") == [(5, Severity.WARNING)]
    assert not reported(f"{head}# Fewer calls\n\n**Owner**: sam.lee\n\n{label}\n")


def test_a_part_of_an_outcome_may_have_an_owner_of_its_own() -> None:
    parts = "".join(
        f"## Step {n}\n\n**Owner**: sam.lee\n\n**Due**: 2030-01-01\n\n**Success criteria**: x\n\n" for n in "12"
    )
    assert not reported(f"---\nkind: outcome\nowner: jane.doe\n---\n# Fast replies\n\n{parts}")


def test_a_packet_below_the_bare_name_of_its_form_is_that_of_the_document() -> None:
    head = "---\nkind: agent\ntitle: Bot\nowner: jane.doe\n---\n# Bot\n\nText.\n\n"
    body = "## Agent Hiring Packet\n\n**Owner**: sam.lee\n\n**Purpose**: x\n\n**Autonomy**: L2\n"
    assert not reported(head + body)


ENTRIES = "  - {id: b1, title: Bot One, owner: jane.doe}\n  - {id: b2, title: Bot Two, owner: sam.lee}\n"
ONE = f"---\nkind: agents\nagents:\n{ENTRIES}---\n"
PREFIXED = '---\nkind: outcomes\noutcomes: [{id: o1, title: "O1: Few calls", owner: jane.doe}]\n---\n'
NAMED = ("Bot One (beta)", "Bot One / Bot Two", "The new Bot One", "Queue (b1)", "Bot One, Bot Two", "Bot One - EU")
SUMS = ("| **Total** | | 2 |", "| Sum | — | 100 |", "| Sum | 100 | |", "| … | | |", "| Average |  |")
EXPLAINED = (
    "one named human",
    "...",
    "…",
    "<owner>",
    "{owner}",
    "Who is accountable?",
    "one person",
    "Team lead",
    "a human",
)
NAMED_OWNERS = (
    "gone",
    "jane.doe",
    "@jane",
    "Jane Doe",
    "Jane van Dyk",
    "TBD",
    "vacant",
    "nobody yet",
    "Jane Doe (CTO)",
)


def healthy_below_a_list(dice: random.Random) -> str:
    """A list with a table or sections about its entries, in their names with remarks."""
    shown = dice.choice(NAMED)
    head = "| Agent | Owner | Budget |\n|---|---|---|\n"
    return dice.choice(
        (
            f"{ONE}# Bots\n\n{head}| Bot One | Jane Doe | 1 |\n{dice.choice(SUMS)}\n",
            f"{ONE}# Bots\n\n{head}| {shown} | {dice.choice(('see above', 'Jane Doe'))} | 1 |\n",
            f"{ONE}# Bots\n\n## {shown}\n\n{packet(dice, 'agent', 'jane.doe')}\n",
            f"{ONE}# Bots\n\n## Agent: {shown}\n\n{packet(dice, 'agent', 'jane.doe')}\n",
            f"{PREFIXED}# Ours\n\n| Outcome | Owner |\n|---|---|\n| Few calls | Jane Doe |\n",
            f"{PREFIXED}# Ours\n\n## Few calls\n\n{packet(dice, 'outcome', 'jane.doe')}\n",
        )
    )


@pytest.mark.slow
def test_sums_and_names_with_remarks_below_a_list_are_left_alone() -> None:
    dice = random.Random(SEED + 5)
    variants = [healthy_below_a_list(dice) for _ in range(COUNT)]
    red = [page for page in variants if reported(page)]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


def form(dice: random.Random, owner: str, value: str) -> str:
    """A page with a form of an agent or outcome, or several."""
    kind = dice.choice((*SIGNS,))
    label = {"agent": "Will do", "outcome": "Success criteria"}[kind]
    heads = [f"{kind.title()} card", f"{kind.title()}: title", f"{kind.title()} packet (title)"]
    heads += ["Refunds", "Agent"] if kind == "agent" else []
    parts = [f"**Owner**: {owner}", f"**Status**: {value}", f"**{label}**: {value}", f"**Purpose**: {value}"]
    parts += [f"**Due**: {value}"] if kind == "outcome" else []
    dice.shuffle(parts)
    level = dice.choice(("#", "##"))
    text = "\n\n".join(parts) if dice.random() < 0.5 else "- " + "\n- ".join(parts)
    return dice.choice(PAGES) + "".join(
        f"{level} {head}\n\n{text}\n\n" for head in dice.sample(heads, dice.randint(1, 2))
    )


@pytest.mark.slow
def test_templates_and_guides_are_left_alone() -> None:
    dice = random.Random(SEED + 6)
    red = []
    for _ in range(COUNT):
        template = dice.random() < 0.5
        owner = dice.choice(EXPLAINED if template else NAMED_OWNERS)
        page = form(
            dice, owner, dice.choice(("...", "<text>", "TBD", "")) if not template else dice.choice(("...", "x"))
        )
        red += [page] if reported(page) else []
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.slow
def test_forms_with_an_owner_and_values_are_reported() -> None:
    dice = random.Random(SEED + 7)
    variants = [form(dice, dice.choice(NAMED_OWNERS), "it sorts mail") for _ in range(COUNT)]
    red = [page for page in variants if not reported(page)]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])


@pytest.mark.parametrize(
    ("names", "is_error"),
    [
        (("Jane Doe (since 2026-07-15)", "Sam Lee (until 2026-07-15)"), False),
        (("Jane Doe", "Sam Lee (left)"), False),
        (("Jane Doe", "Sam Lee (from 2099-01-01)"), False),
        (("Jane Doe (until 2026-07-15)", "Sam Lee (since 2026-07-15)"), True),
        (("Jane Doe (until 2026-07-15)",), True),
        (("Jane Doe", "Sam Lee (until 2099-01-01)"), True),
    ],
)
def test_former_owners_beside_the_owner_are_dropped(names: tuple[str, ...], is_error: bool) -> None:
    listed = "\n".join(f"- {name}" for name in names)
    page = f"---\nkind: agent\nowner: jane.doe\n---\n# Bot\n\n## Owner\n\n{listed}\n"
    findings = result_of({"docs/people.md": PEOPLE, "docs/page.md": page}).findings
    assert ([finding.code for finding in findings if finding.code == "DOC008"] == ["DOC008"]) is is_error
