"""No fix edits the header of a RACI, because its text is for readers and applies to all rows."""

from __future__ import annotations

import random
from datetime import date

import pytest

from docgraph.app import Project
from docgraph.app.autofix import apply_fixes
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile

SEED = 1307
VARIANTS = 200
RECORDS = {
    "jane.doe.md": "kind: person\ntitle: Jane Doe\naliases: [jdoe, JD]",
    "sam.lee.md": "kind: person\ntitle: Sam Lee\naliases: [slee]",
    "sales.md": "kind: role\ntitle: Head of Sales\nholders: [sam.lee]",
    "triage.md": "kind: agent\ntitle: Quote drafter\nowner: jane.doe\naliases: [drafter]",
    "crew.md": "kind: team\ntitle: Platform crew\nmembers: [sam.lee]",
}
NAMES = (
    "Jane Doe",
    "jdoe",
    "Sam Lee",
    "slee",
    "Head of Sales",
    "Quote drafter",
    "drafter",
    "Platform crew",
    "jane.doe",
)


@pytest.mark.slow
def test_no_fix_writes_into_the_head_of_a_raci() -> None:
    dice = random.Random(SEED)
    red: list[object] = []
    rewritten = 0
    for _ in range(VARIANTS):
        names = dice.sample(NAMES, dice.randint(2, 5))
        letters = [dice.choice(("R", "A", "C", "I", "A / R", "")) for _ in names]
        head = f"| Activity | {' | '.join(names)} |"
        rows = f"| stop it | {' | '.join(letters)} |\n| start it | {' | '.join(reversed(letters))} |"
        scope = dice.choice(("drafter", "Quote drafter", "triage"))
        table = f"---\nkind: raci\nscope: {scope}\n---\n\n{head}\n|---{'|---' * len(names)}|\n{rows}\n"
        files = {"r.md": table, **{path: f"---\n{text}\n---\n" for path, text in RECORDS.items()}}
        sources = tuple(SourceFile(path, text.encode()) for path, text in files.items())
        after = apply_fixes(Project(sources, Settings(), date(2026, 11, 21)))
        content = {source_file.path: source_file.content.decode() for source_file in after.changed}.get("r.md", table)
        rewritten += "scope: triage" in content and scope != "triage"
        if head not in content:
            red.append((head, content))
    assert rewritten > VARIANTS // 3
    assert not red, f"{len(red)} of {VARIANTS}: {red[:3]}"
