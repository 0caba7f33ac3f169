"""A status is read in any case and with a remark behind it; what leaves the choice open is refused as it is written."""

from __future__ import annotations

import random

from docgraph.model.settings import Settings
from docgraph.model.source import Source
from docgraph.source.load import read

SEED = 1310
VARIANTS = 240
WORDS = {
    "decision": ("proposed", "accepted", "rejected", "deprecated"),
    "agent": ("proposed", "active", "suspended", "retired"),
    "outcome": ("open", "met", "missed", "dropped"),
}
REMARKS = (
    "",
    " ✅",
    " (2026-03-01)",
    " on 2026-03-01 by the board",
    ", see the minutes",
    " 2026-03-01",
    " — by all",
    "!",
)
OPEN = (" or {}", "/{}", " | {}", ", {}", "?", " (80 %)", "-ish", " by half", " (or {})")


def test_a_status_with_a_remark_is_the_status() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(VARIANTS):
        kind = dice.choice(sorted(WORDS))
        word, other = dice.sample(WORDS[kind], 2)
        clear = dice.random() < 0.6
        said = dice.choice((word, word.title(), word.upper()))
        said += dice.choice(REMARKS) if clear else dice.choice(OPEN).format(other)
        header, body = (f'status: "{said}"\n', "") if dice.random() < 0.6 else ("", f"**Status**: {said}\n")
        document = read(Source("x.md", f"---\nkind: {kind}\n{header}---\n{body}".encode()), Settings())
        [record] = document.records
        told = [problem.message for problem in document.problems]
        fits = (record.value("status"), told) == (word, []) if clear else any(said in message for message in told)
        if not fits:
            red.append((kind, said, record.value("status"), told))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:6]}"
