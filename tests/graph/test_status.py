"""A missing or unreadable status is none: no default replaces it."""

from __future__ import annotations

import random
from datetime import date

import pytest

from docgraph.app import Project, check
from docgraph.kinds import BY_NAME
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile

SEED = 1301
VARIANTS = 300
KNOWN = {
    "agent": ("proposed", "active", "suspended", "retired"),
    "decision": ("proposed", "accepted", "rejected", "deprecated", "superseded"),
    "outcome": ("open", "met", "missed", "dropped"),
}
DEFAULTS = {"agent": None, "decision": None, "outcome": "open"}


def variants() -> list[tuple[str, str, str | None]]:
    """Documents of three kinds: their kind, their text, and the status that may be read from it."""
    dice = random.Random(SEED)
    letters = "abcdefghijklmnopqrstuvwxyz"
    made = []
    for _ in range(VARIANTS):
        kind = dice.choice(sorted(KNOWN))
        known = KNOWN[kind]
        how = dice.choice(("absent", "empty", "known", "unknown", "unknown", "placeholder"))
        word = "".join(dice.choices(letters, k=dice.randint(4, 9)))
        text, expected = {
            "absent": (None, DEFAULTS[kind]),
            "empty": ("", DEFAULTS[kind]),
            "known": ((status := dice.choice(known)), status),
            "unknown": (dice.choice((f"{word} soon", f"in {word}", word.upper(), f"'{word}'")), None),
            "placeholder": (dice.choice(("<status>", "TODO", "'{status}'")), None),
        }[how]
        spelled = dice.choice((str.lower, str.upper, str.title))(text) if how == "known" and text else text
        in_body = dice.random() < 0.4 and how in ("known", "unknown")
        line = "" if spelled is None or in_body else f"status: {spelled}\n"
        label = f"\n**Status**: {spelled}\n" if in_body and spelled else ""
        made.append((kind, f"---\nkind: {kind}\nowner: jane.doe\n{line}---\n\n# T\n{label}", expected))
    return made


@pytest.mark.slow
def test_no_status_is_made_up() -> None:
    wrong = []
    for kind, content, expected in variants():
        sources = (SourceFile("x.md", content.encode()), SourceFile("people/jane.doe.md", b"---\nkind: person\n---\n"))
        graph = check(Project(sources, Settings(), date(2026, 11, 21))).graph
        record = graph.get("x", kind)
        assert record is not None and isinstance(record, BY_NAME[kind])
        if record.value("status") != expected:
            wrong.append((content, record.value("status")))
        elif expected is None and kind == "agent":
            assert record.is_live
    assert not wrong, f"{len(wrong)} of {VARIANTS}: {wrong[:3]}"
