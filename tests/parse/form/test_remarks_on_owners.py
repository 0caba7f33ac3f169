"""A remark with `since` behind an owner is no second owner; a backup where the kind has none is reported."""

from __future__ import annotations

import random

from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = 1343
VARIANTS = 200


def test_since_when_somebody_owns_it_is_no_owner() -> None:
    dice = random.Random(SEED)
    for _ in range(VARIANTS):
        kind = dice.choice(("outcome", "decision", "agent", "runbook"))
        day = dice.choice(("2026-01-01", "2026-Q1", "March 2026", "last week"))
        clear = dice.random() < 0.6
        more = f", since {day}" if clear else dice.choice((", until {}", ", bob", "; sam.lee since {}")).format(day)
        label = dice.choice(("**Owner:** {}", "- **Owner**: {}", "## Owner\n\n{}"))
        page = f"---\nkind: {kind}\n---\n# X\n\n{label.format('anna' + more)}\n"
        [record] = parse_source(SourceFile("x.md", page.encode()), Settings()).records
        assert (record.value("owner") == ("anna",)) is clear, page


def test_a_backup_that_the_kind_does_not_have_is_reported() -> None:
    for kind in ("decision", "incident", "runbook", "outcome", "agent", "person"):
        page = f"---\nkind: {kind}\n---\n# X\n\n**Owner**: anna\n\n**Backup:** bob\n"
        messages = [
            problem.message
            for problem in parse_source(SourceFile("x.md", page.encode()), Settings()).problems
            if problem.key == ("backup",)
        ]
        assert len(messages) == (kind == "decision"), (kind, messages)
    log = "---\nkind: decisions\n---\n# Log\n\n## Decision: Go\n\n**Owner**: anna\n\n**Backup:** bob\n"
    [problem] = parse_source(SourceFile("log.md", log.encode()), Settings()).problems
    assert (problem.at.line, problem.message) == (10, "`Backup` is not read here: a decision has no backup")
