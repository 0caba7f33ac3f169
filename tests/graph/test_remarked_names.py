"""A name with another name of the same record behind it is that record; any other remark is reported with the edit."""

from __future__ import annotations

import random

import pytest

from tests.corpus import record, result_of

SEED, COUNT = 20261130, 300
PEOPLE = (
    ("anna.schmidt", "Anna Schmidt", "@annas", "anna@example.org"),
    ("eve", "Eve E", "E-Lead", ""),
    ("zoe", "Zoë Núñez", "Zo", "mailto@zoe.example"),
)
FILES = {
    f"{id}.md": record("person", id=id, title=title, aliases=f"['{alias}']", contact=f"'{contact}'")
    for id, title, alias, contact in PEOPLE
}
REMARKS = ("(deputy)", "(since 2026-01-01)", "(CTO)", "🧑‍💻", "- CTO", "— night shift", "(R&D lead)", "(they/them)")
WEIGHTY = (
    "(left)", "(until 2026-05-01)", "(on leave)", "(leaving in May)", "(formerly)", "(with {other})",
    "· Backup: {other}", "| Backup: {other}", "(@{other})", "(for {other})", "({other}@example.org)",
)  # fmt: skip
PLACES = {
    "front matter": "---\nkind: outcome\nowner: \"{}\"\n---\n",
    "label": "---\nkind: outcome\n---\n\n**Owner:** {}\n",
    "section": "---\nkind: runbook\n---\n\n## Owner\n\n{}\n",
    "action": "---\nkind: incident\n---\n\n## Actions\n\n| Action | Owner | Due |\n|---|---|---|\n| pin | {} | |\n",
    "cell": "---\nkind: raci\n---\n\n| Activity | R | A |\n|---|---|---|\n| pin | zoe | {} |\n",
    "head": "---\nkind: raci\n---\n\n| Activity | {} | zoe |\n|---|---|---|\n| pin | A | R |\n",
}  # fmt: skip


def _name(dice: random.Random, number: int) -> str:
    return dice.choice(PEOPLE[number][:3])


def _found(place: str, name: str) -> list[tuple[str, str, bool]]:
    """The findings about names of a document that names somebody at a place, with their edits."""
    shown = name.replace("|", "\\|") if place in ("action", "cell", "head") else name
    found = result_of({**FILES, "x.md": PLACES[place].format(shown)}, select=["REF001", "REF002", "REF003", "OWN003"])
    about = [finding for finding in found.findings if finding.at.path == "x.md"]
    return [(finding.code, finding.help, finding.fix is not None) for finding in about]


@pytest.mark.slow
def test_another_name_of_the_same_record_behind_a_name_means_that_record() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(COUNT):
        number = dice.randrange(len(PEOPLE))
        id, title, alias, contact = PEOPLE[number]
        handle = dice.choice((f"@{alias.removeprefix('@')}", f"@{id}"))
        address = contact or f"{id}@example.org"
        other = dice.choice((id, title, alias, handle, address, f"{id}@corp.example"))
        first = dice.choice((id, title))
        form = "({})" if "@" not in other else dice.choice(("({})", "<{}>", "{}"))
        place = dice.choice(sorted(PLACES))
        form = "({})" if "@" not in other[1:] and form == "<{}>" and place != "front matter" else form
        name = f"{first} {form.format(other)}"
        if found := _found(place, name):
            red.append((place, name, found))
    assert not red, f"{len(red)} of {COUNT}: {red[:5]}"


@pytest.mark.slow
def test_any_other_remark_is_reported_with_the_edit() -> None:
    dice = random.Random(SEED + 1)
    red: list[object] = []
    for _ in range(COUNT):
        number, other = dice.sample(range(len(PEOPLE)), 2)
        id, name, place = PEOPLE[number][0], dice.choice(PEOPLE[number][:2]), dice.choice(sorted(PLACES))
        weighs = dice.random() < 0.4
        remark = dice.choice(WEIGHTY).replace("{other}", PEOPLE[other][0]) if weighs else dice.choice(REMARKS)
        found = _found(place, f"{name} {remark}")
        [(code, help, has_fix)] = found if len(found) == 1 else [("", str(found), False)]
        fine = code == "REF001" and f"`{id}`" in help and has_fix is (not weighs and place != "head")
        red += [] if fine else [(place, name, remark, found)]
    assert not red, f"{len(red)} of {COUNT}: {red[:5]}"


def test_a_name_that_nobody_has_is_no_name_with_a_remark() -> None:
    for name in ("Kim Roe (@annas)", "Kim Roe <anna@example.org>", "Kim Roe (Anna Schmidt)"):
        [(code, help, has_fix)] = _found("front matter", name)
        assert code == "REF001" and not has_fix, (name, help)
    for address in ("team@example.org", "#team", "https://example.org", "slack:@eve"):
        assert [one[0] for one in _found("front matter", address)] == ["OWN003"]
