"""Front matter and body that state one value in two ways do not conflict; really different values do (DOC008)."""

from __future__ import annotations

import random
import unicodedata
from calendar import monthrange
from datetime import date

import pytest

from docgraph.app import Project, check
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile

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
    sources = [SourceFile("x.md", content.encode())]
    for id, title, alias in PEOPLE:
        sources.append(SourceFile(f"{id}.md", f"---\nkind: person\ntitle: {title}\naliases: [{alias}]\n---\n".encode()))
    found = check(Project(tuple(sources), Settings(), date(2026, 11, 21))).findings
    return any(finding.code == "DOC008" and finding.key == (key,) for finding in found)


@pytest.mark.slow
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
        sources = [SourceFile("x.md", (header + body.format(name)).encode())]
        for id, title, alias in PEOPLE:
            sources.append(
                SourceFile(f"{id}.md", f"---\nkind: person\ntitle: {title}\naliases: [{alias}]\n---\n".encode())
            )
        found = check(Project(tuple(sources), Settings(), date(2026, 11, 21))).findings
        assert [finding.code for finding in found].count("DOC008") == expected, name


Page = tuple[str, str, dict[str, str]]
"""A body, what it has that is not the record's, and the severity of DOC008 by key."""
HEADER = {"owner": "jane.doe", "backup": "zn", "status": "active", "autonomy": "L2"}


def part_of_a_body(dice: random.Random, inside: str) -> str:
    """Labels in a part of a body: below a sub-heading, in a box, in a tab, in details."""
    indented = inside.replace("\n", "\n    ")
    heading = dice.choice(("Step 1", "Phase two", "KR 1", "Schritt", "Escalation"))
    forms = (
        f"{dice.choice(('##', '###'))} {heading}\n\n{inside}",
        f'!!! note "{heading}"\n' + ("" if inside.startswith("**") else "\n") + f"    {indented}",
        f'??? note "{heading}"\n\n    {indented}',
        f'=== "{heading}"\n\n    {indented}',
    )
    return dice.choice(forms)


def a_label(dice: random.Random, key: str, value: str) -> str:
    return f"{dice.choice(('', '- ', '* '))}**{key.capitalize()}**: {value}"


def a_page(dice: random.Random) -> Page:
    """A body that agrees with the header, or says nothing; then what is no statement about the record, or is one."""
    key = dice.choice(("owner", "backup"))
    other = names_of(dice, PEOPLE[2])
    first = names_of(dice, PEOPLE[0 if key == "owner" else 1]) if dice.random() < 0.5 else ""
    body = f"{a_label(dice, key, first)}\n\nText.\n\n" if first else "Text.\n\n"
    draw = dice.random()
    if draw < 0.35:
        what = part_of_a_body(dice, a_label(dice, key, other))
        return body + what, "part", {}
    if draw < 0.5:
        words = dice.choice(("who wrote the change", "see above", "whoever is on call", "tbc for KR 1", "your team"))
        return body + a_label(dice, key, words), "example", {} if first else {key: "warning"}
    if draw < 0.6:
        key = dice.choice(("status", "autonomy"))
        words = dice.choice(("new or fixed", "on track", "high, medium or low", "🟢", "how far it may go"))
        return body + a_label(dice, key, words), "example", {}
    remark = dice.choice((" (CTO)", " <someone@example.org>", ", reachable on Slack", " – until March", "; day shift"))
    same = dice.random() < 0.5
    name = first or names_of(dice, PEOPLE[0 if key == "owner" else 1]) if same else other
    return a_label(dice, key, name + remark), "remark", {} if same else {key: "error"}


def severities(body: str, header: dict[str, str]) -> tuple[dict[str, str], set[int]]:
    front = "".join(f"{key}: {value}\n" for key, value in header.items())
    sources = [SourceFile("x.md", f"---\nkind: agent\n{front}---\n# X\n\n{body}\n".encode())]
    for id, title, alias in PEOPLE:
        sources.append(SourceFile(f"{id}.md", f"---\nkind: person\ntitle: {title}\naliases: [{alias}]\n---\n".encode()))
    found = check(Project(tuple(sources), Settings(), date(2026, 11, 21))).findings
    found = tuple(finding for finding in found if finding.code == "DOC008")
    lines = sources[0].content.decode().splitlines()
    assert not [finding for finding in found if "**" not in lines[finding.at.line - 1]], body
    return {str(finding.key[0]): str(finding.severity) for finding in found}, {finding.at.line for finding in found}


@pytest.mark.slow
def test_a_label_that_is_not_about_the_record_is_no_error() -> None:
    dice = random.Random(SEED)
    pages = [a_page(dice) for _ in range(VARIANTS)]
    red = [
        (body, reported, expected)
        for body, _, expected in pages
        if (reported := severities(body, HEADER)[0]) != expected
    ]
    assert {what for _, what, _ in pages} == {"part", "example", "remark"}
    assert not red, f"{len(red)} of {VARIANTS}: {red[:4]}"


def test_the_line_that_differs_is_reported() -> None:
    _, lines = severities("**Owner**: Jane Doe\n\n**Owner**: Zoë Núñez\n", HEADER)
    assert lines == {12}


def test_the_same_day_in_another_form_is_no_conflict() -> None:
    for form, expected in (
        ("Q2 2027", 0),
        ("2027 Q2", 0),
        ("H1/2027", 0),
        ("q2-2027", 0),
        ("Q3 2027", 1),
        ("30.06.2027", 0),
        ("2027/6/30", 0),
        ("30. 6. 2027", 0),
        ("29.06.2027", 1),
    ):
        page = f"---\nkind: outcome\ndue: 2027-06-30\n---\n**Due**: {form}\n"
        found = check(Project((SourceFile("x.md", page.encode()),), Settings(), date(2026, 11, 21))).findings
        assert [finding.code for finding in found].count("DOC008") == expected, form


def test_a_name_of_the_front_matter_is_reported_in_the_front_matter() -> None:
    page = "---\nkind: runbook\nowner: Jane Doe\n---\n# X\n\n**Owner**: jane.doe\n"
    sources = (
        SourceFile("x.md", page.encode()),
        SourceFile("jane.doe.md", b"---\nkind: person\ntitle: Jane Doe\n---\n"),
    )
    found = check(Project(sources, Settings(), date(2026, 11, 21))).findings
    assert [finding.at.line for finding in found if finding.code == "REF004"] == [3]
