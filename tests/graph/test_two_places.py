"""Front matter and body that state one value in two ways do not conflict; really different values do (DOC008)."""

from __future__ import annotations

import random
import unicodedata
from calendar import monthrange
from datetime import date

from docgraph.app import Project, check
from docgraph.model.settings import Settings
from docgraph.model.source import Source

SEED = 1304
VARIANTS = 300
PEOPLE = (
    ("jane.doe", "Jane Doe", "jdoe"),
    ("zoe.núñez".encode("ascii", "ignore").decode(), "Zoë Núñez", "zn"),
    ("p.ivanov", "Пётр Иванов", "pivanov"),
    ("t.yamada", "山田 太郎", "yamada"),
)
STATUSES = {
    "decision": ("proposed", "accepted", "rejected", "deprecated"),
    "agent": ("proposed", "active", "suspended", "retired"),
    "outcome": ("open", "met", "missed", "dropped"),
}
Pair = tuple[str, str, str, str, bool]
"""The kind, the key, the value in the front matter, the one in the body, and whether they are the same."""


def names_of(dice: random.Random, person: tuple[str, str, str]) -> str:
    name = dice.choice((*person, f"@{person[0]}", f"@{person[2]}", f"person:{person[0]}"))
    return unicodedata.normalize(dice.choice(("NFC", "NFD")), dice.choice((str, str.upper))(name))


def a_person(dice: random.Random) -> Pair:
    one, two = dice.sample(PEOPLE, 2)
    same = dice.random() < 0.7
    first, second = names_of(dice, one), names_of(dice, one if same else two)
    if dice.random() < 0.1:
        second, same = dice.choice(("nobody.known", "Somebody Else")), False
    kind = dice.choice(("agent", "outcome", "decision"))
    key = "owner" if kind == "decision" else dice.choice(("owner", "backup"))
    return kind, key, first, second, same


def people(dice: random.Random) -> Pair:
    one, two, three = dice.sample(PEOPLE, 3)
    same = dice.random() < 0.7
    first = [names_of(dice, one), names_of(dice, two)]
    second = [names_of(dice, two), names_of(dice, one if same else three)]
    return "decision", "consulted", ", ".join(first), ", ".join(second), same


def a_due_day(dice: random.Random) -> Pair:
    year, month = dice.randint(2026, 2029), dice.choice((3, 6, 9, 12))
    last = date(year, month, monthrange(year, month)[1]).isoformat()
    spans = [
        f"{year}-Q{month // 3}",
        f"{year}-{month:02}",
        last,
        *([f"{year}-H{month // 6}"] if month % 6 == 0 else []),
    ]
    first, second = dice.choice(spans), dice.choice(spans)
    same = dice.random() < 0.7
    return "outcome", "due", first, second if same else f"{year + 1}-Q{month // 3}", same


def a_status(dice: random.Random) -> Pair:
    kind = dice.choice(sorted(STATUSES))
    one, two = dice.sample(STATUSES[kind], 2)
    same = dice.random() < 0.7
    more = dice.choice(("", " (2026-03-01)", ", see the minutes", " since March", ": all agreed"))
    return kind, "status", one, (one if same else two).title() + more, same


def a_level(dice: random.Random) -> Pair:
    one, two = dice.sample(("L1", "L2", "L3", "L4"), 2)
    same = dice.random() < 0.7
    return "agent", "autonomy", one, (one if same else two) + dice.choice(("", " (Suggest-PR)", ": by itself")), same


def conflicts(pair: Pair) -> bool:
    kind, key, first, second, _ = pair
    label = key.replace("-", " ").capitalize()
    content = f"---\nkind: {kind}\n{key}: '{first}'\n---\n\n# X\n\n**{label}**: {second}\n"
    sources = [Source("x.md", content.encode())]
    for id, title, alias in PEOPLE:
        sources.append(Source(f"{id}.md", f"---\nkind: person\ntitle: {title}\naliases: [{alias}]\n---\n".encode()))
    found = check(Project(tuple(sources), Settings(), date(2026, 11, 21))).findings
    return any(one.code == "DOC008" and one.key == (key,) for one in found)


def test_one_value_in_two_places_is_no_conflict() -> None:
    dice = random.Random(SEED)
    pairs = [dice.choice((a_person, a_person, people, a_due_day, a_status, a_level))(dice) for _ in range(VARIANTS)]
    red = [pair for pair in pairs if conflicts(pair) is pair[-1]]
    assert sum(not pair[-1] for pair in pairs) > 60
    assert not red, f"{len(red)} of {VARIANTS}, {sum(pair[-1] for pair in red)} of them the same: {red[:6]}"


def test_names_inside_a_map_are_compared_as_names() -> None:
    body = "\n# X\n\n## Rollback\n\n- **Trigger**: a sev 1\n- **By**: {}\n"
    for name, expected in (("jdoe", 0), ("Jane Doe", 0), ("p.ivanov", 1)):
        header = "---\nkind: agent\nrollback: {by: jane.doe, trigger: a sev 1, procedure: off}\n---\n"
        sources = [Source("x.md", (header + body.format(name)).encode())]
        for id, title, alias in PEOPLE:
            sources.append(Source(f"{id}.md", f"---\nkind: person\ntitle: {title}\naliases: [{alias}]\n---\n".encode()))
        found = check(Project(tuple(sources), Settings(), date(2026, 11, 21))).findings
        assert [one.code for one in found].count("DOC008") == expected, name
