"""A record without an owner or a backup points to the line of its body that names one in a form that is not read."""

from __future__ import annotations

import random

import pytest

from tests.corpus import record, result_of

SEED, COUNT = 20261131, 240
PEOPLE = {"anna.schmidt": "Anna Schmidt", "bob": "Bob Jones", "zoe": "Zoë Núñez"}
FILES = {f"{id}.md": record("person", title=title) for id, title in PEOPLE.items()}
FORMS = (
    "- 👤 **{Key}**: {name}", ":material-account: **{Key}:** {name}", "> **{Key}:** {name}", "<b>{Key}:</b> {name}",
    "**{Key}** — {name}", "{Key}: {name}", "{Key}\n:   {name}", "| {Key} | {name} |",
    "Its {key} is nobody; {key}: {name}",
    "On call: Kim · **{Key}:** {name}", "*{Key}:* @{name}", "{Key} = `{name}`", "{key} [[{name}]]",
)  # fmt: skip
OTHERS = ("The {key} is asked first.", "{Key}s meet weekly with {name}", "Ask {name}, not the {key}", "{Key}: Kim Roe")
CODES = {("outcome", "owner"): "OWN001", ("agent", "owner"): "OWN002", ("agent", "backup"): "OWN005"}


@pytest.mark.slow
def test_the_line_that_seems_to_name_one_is_shown() -> None:
    dice = random.Random(SEED)
    red: list[object] = []
    for _ in range(COUNT):
        (kind, key), code = dice.choice(sorted(CODES.items()))
        id = dice.choice(sorted(PEOPLE))
        name = dice.choice((id, PEOPLE[id]))
        shows = dice.random() < 0.7
        form = dice.choice(FORMS if shows else OTHERS)
        line = form.format(key=key, Key=key.capitalize(), name=name)
        front = "owner: zoe\n" if key == "backup" else ""
        status = "active" if kind == "agent" else "open"
        content = f"---\nkind: {kind}\nstatus: {status}\n{front}---\n# X\n\nText.\n\n{line}\n"
        result = result_of({**FILES, "x.md": content}).findings
        found = [finding for finding in result if finding.code == code]
        if not found:
            # the line has a finding of its own
            red += [] if shows and any(finding.at.line > 8 and finding.key == (key,) for finding in result) else [line]
            continue
        related = [related.message for related in found[0].related]
        expected = [f"`**{key.capitalize()}:** {id}`"] if shows else []
        red += [] if len(related) == len(expected) and all(map(str.__contains__, related, expected)) else [line]
    assert not red, f"{len(red)} of {COUNT}: {red[:6]}"
