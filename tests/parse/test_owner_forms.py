"""An owner in the body is read, or a finding says that the line is not read; prose and other tables are neither."""

from __future__ import annotations

import random
from collections.abc import Callable

from docgraph.kinds import Agent
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = 1326
VARIANTS = 250
NAMES = ("jane", "sam.lee", "Zoë Núñez")
Make = Callable[[random.Random, str, str], str]


def in_line(dice: random.Random, owner: str, backup: str) -> str:
    label = dice.choice(("**Owner & On-Call**:", "**Owner & On-Call:**", "- **Owner and on-call**:"))
    parts = [f"{dice.choice(('Primary', 'Owner', '**Primary**'))}: {owner}", f"Backup: {backup}", "Hours: 9-17, CET"]
    return f"{label} {dice.choice(('; ', ', ')).join(parts[: dice.randint(2, 3)])}\n"


def with_dashes(dice: random.Random, owner: str, backup: str) -> str:
    dash, sign = dice.choice(("–", "—", "-")), dice.choice("-*")
    return f"**Owner & On-Call**:\n\n{sign} Primary {dash} {owner}\n{sign} Backup {dash} {backup}\n"


def in_table(dice: random.Random, owner: str, backup: str) -> str:
    label = dice.choice(("Owner", "**Owner**", "owner:"))
    rows = [f"| {label} | {owner} |", f"| Backup | {backup} |"]
    if dice.random() < 0.5:
        return f"# A packet\n\n{rows[0]}\n|---|---|\n{rows[1]}\n"
    dice.shuffle(rows)
    return "# A packet\n\n| Field | Value |\n|---|---|\n" + "\n".join(rows) + "\n"


def prose(dice: random.Random, owner: str, backup: str) -> str:
    other = (
        f"| Owner | Due |\n|---|---|\n| {owner} | 2026-01-01 |\n",
        f"| Week | Owner |\n|---|---|\n| 48 | {owner} |\n",
    )
    text = f"The owner - {owner} - is asked; backup: {backup}.\n", f"- Primary - {owner}\n- Backup: {backup}\n"
    return dice.choice((*other, *text, f"| Tool | Owner | Note |\n|---|---|---|\n| Owner | {owner} | x |\n"))


def test_an_owner_is_read_or_named_as_unread() -> None:
    dice = random.Random(SEED)
    red: list[object] = []
    forms: tuple[tuple[Make, str], ...] = (
        (in_line, "read"),
        (with_dashes, "read"),
        (in_table, "unread"),
        (prose, "neither"),
    )
    for _ in range(VARIANTS):
        owner, backup = dice.sample(NAMES, 2)
        make, expected = dice.choice(forms)
        body, declared = make(dice, owner, backup), dice.random() < 0.3
        front_matter = "kind: agent\nowner: jane\nbackup: sam.lee" if declared else "kind: agent"
        loaded = parse_source(SourceFile("a.md", f"---\n{front_matter}\n---\n\n{body}".encode()), Settings())
        [record] = loaded.records
        assert isinstance(record, Agent)
        unread = [
            problem for problem in loaded.problems if problem.rule_name == "unknown-key" and problem.key == ("owner",)
        ]
        if declared:
            red += [] if not unread and record.owner[0] == "jane" else [body]
        elif expected == "read":
            red += (
                [] if (record.owner, record.backup) == ((owner,), (backup,)) else [(body, record.owner, record.backup)]
            )
        elif record.owner or bool(unread) != (expected == "unread"):
            red.append((body, record.owner, unread))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:3]}"
