"""A status is read in any case and with a remark behind it; what leaves the choice open is refused as it is written."""

from __future__ import annotations

import random

from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

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
        status = dice.choice((word, word.title(), word.upper()))
        status += dice.choice(REMARKS) if clear else dice.choice(OPEN).format(other)
        header, body = (f'status: "{status}"\n', "") if dice.random() < 0.6 else ("", f"**Status**: {status}\n")
        document = parse_source(SourceFile("x.md", f"---\nkind: {kind}\n{header}---\n{body}".encode()), Settings())
        [record] = document.records
        messages = [problem.message for problem in document.problems]
        fits = (record.value("status"), messages) == (word, []) if clear else any(status in text for text in messages)
        if not fits:
            red.append((kind, status, record.value("status"), messages))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:6]}"


TURNED = (
    " (planned for {year})",
    " ({year}, planned)",
    " - not yet",
    ", but still running",
    " (not decided yet)",
    " (partly)",
    " — in parts",
    " (by end of March {year})",
    " by Friday",
    " until {year}",
    " (except in {year})",
    ": almost",
    " (soon)",
    " (from next quarter)",
    ", on trial since {year}",
    " (2026-13-45)",
    " (sure?)",
)
LEFT = (
    " (since 3 March 2025)",
    ", signed by Jane Doe on 2026-03-01",
    " by @jane",
    " (jane.doe, Q1 2026)",
    " [ADR-12](0012-queue.md)",
    " (#12)",
    " (see ADR-12)",
    " — approved by the board, March 2026",
    " (01.03.2026)",
    " (see [[use-a-queue]])",
    " in 2026-Q2",
)


def test_a_remark_that_may_turn_a_status_round_is_refused() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(VARIANTS):
        kind = dice.choice(sorted(WORDS))
        word, turned = dice.choice(WORDS[kind]), dice.random() < 0.6
        status = dice.choice((word, word.title()))
        status += dice.choice(TURNED if turned else LEFT).format(year=dice.choice((2025, 2026, 2027)))
        header, body = (f'status: "{status}"\n', "") if dice.random() < 0.6 else ("", f"**Status**: {status}\n")
        document = parse_source(SourceFile("x.md", f"---\nkind: {kind}\n{header}---\n{body}".encode()), Settings())
        [record] = document.records
        errors = [problem for problem in document.problems if record.has_invalid("status")]
        if (record.value("status"), len(errors)) != ((None, 1) if turned else (word, 0)):
            red.append((kind, status, record.value("status"), [problem.message for problem in document.problems]))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:6]}"


PREFIXES = ("un", "in", "de", "re", "ex")
REAL = ("rehired", "excepted", "reactive", "opened?", "retired?", "met ?", "dropped ??")


def test_no_suggestion_turns_a_status_round() -> None:
    """Neither as a fix nor as help: `inactive` is not `active`, and `retired?` is a doubt."""
    dice = random.Random(SEED)
    red = []
    for _ in range(VARIANTS):
        kind = dice.choice(sorted(WORDS))
        word, turned = dice.choice(WORDS[kind]), dice.random() < 0.7
        place = dice.randrange(3 if len(word) > 4 else 1, len(word))
        misspelled = f"{word[:place]}{word[place]}{word[place:]}"
        status = (
            dice.choice((f"{dice.choice(PREFIXES)}{word}", f"{word}?", dice.choice(REAL))) if turned else misspelled
        )
        document = parse_source(
            SourceFile("x.md", f'---\nkind: {kind}\nstatus: "{status}"\n---\n'.encode()), Settings()
        )
        [problem] = document.problems
        single = "`, `" not in problem.help
        fits = not (problem.fix or single) if turned else problem.fix is not None and f"`{word}`" in problem.help
        if not fits:
            red.append((kind, status, problem.help, problem.fix))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:6]}"
