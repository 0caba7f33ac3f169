"""What MADR 2 and Nygard write above the first section of a decision is read without emphasis, and nothing else is."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds import Decision
from docgraph.model.document import Document
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = 1342
VARIANTS = 300
KEYS = ("status", "date", "owner", "decision-makers")
WORDS = {
    "status": ("Status",),
    "date": ("Date",),
    "owner": ("Owner",),
    "decision-makers": ("Deciders", "Decision-makers"),
}
VALUES = {
    "status": ("accepted", "Proposed", "rejected"),
    "date": ("2026-05-04", "2025-01-01"),
    "owner": ("jane", "sam.lee"),
    "decision-makers": ("jane", "sam.lee"),
}
OTHERS = ("Author: Zoë", "Technical Story: [#12](https://example.org/12)", "Tags: db, ops", "We met on a Friday.")
SECTION = "\n## Context\n\nWe need a queue.\n\n## Decision\n\nWe use one, because it holds.\n"


def head(dice: random.Random, stated: dict[str, str]) -> str:
    """Lines that state values, among others, as lists, paragraphs or lines with breaks."""
    lines = [f"{dice.choice((str, str.lower))(dice.choice(WORDS[key]))}: {value}" for key, value in stated.items()]
    lines += dice.sample(OTHERS, dice.randint(0, 2))
    dice.shuffle(lines)
    form = dice.choice(("* {}\n", "- {}\n", "{}\n\n", "{}  \n", "{}\n"))
    return "".join(form.format(line) for line in lines)


def elsewhere(dice: random.Random, lines: str) -> str:
    """A body with the lines where they are no statement about the decision."""
    indented = "".join(f"    {line}\n" for line in lines.splitlines())
    forms = (
        f"# Use a queue\n{SECTION}\n## Notes\n\n{lines}",
        f"# Use a queue\n\n```\n{lines}```\n{SECTION}",
        f'# Use a queue\n\n!!! note "Then"\n\n{indented}{SECTION}',
        f"# Use a queue\n\n{indented}{SECTION}",
        f"# Use a queue\n\n**Context**: it was full.\n\n{lines}",
        "# Use a queue\n\n" + "".join(f"> {line}\n" for line in lines.splitlines()) + SECTION,
    )
    return dice.choice(forms)


def document(body: str, given: dict[str, str], kind: str = "adr") -> Document:
    header = "".join(f"{key}: {value}\n" for key, value in given.items())
    return parse_source(SourceFile("d.md", f"---\nkind: {kind}\n{header}---\n{body}".encode()), Settings())


def declared(loaded: Document) -> dict[str, str]:
    [record] = loaded.records
    assert isinstance(record, Decision)
    values = {"status": record.status, "date": record.date, "owner": record.owner}
    values |= {"decision-makers": record.decision_makers}
    texts = {key: value[0] if isinstance(value, tuple) and value else value for key, value in values.items()}
    return {key: str(value) for key, value in texts.items() if value}


@pytest.mark.slow
def test_the_head_of_a_decision_is_read_without_emphasis() -> None:
    dice = random.Random(SEED)
    red = []
    for _ in range(VARIANTS):
        stated = {key: dice.choice(VALUES[key]) for key in dice.sample(KEYS, dice.randint(1, 4))}
        given = {key: dice.choice(VALUES[key]) for key in KEYS if dice.random() < 0.2}
        lines = head(dice, stated)
        is_head = dice.random() < 0.7
        title = dice.choice(("# 1. Use a queue", "Use a queue\n===========", "## Decision: Use a queue"))
        body = f"{title}\n\n{lines}{SECTION}" if is_head else elsewhere(dice, lines)
        loaded = document(body, given)
        expected = {key: value.lower() for key, value in ((stated | given) if is_head else given).items()}
        if declared(loaded) != expected or loaded.problems:
            red.append((body, given, declared(loaded), [problem.message for problem in loaded.problems]))
    assert not red, f"{len(red)} of {VARIANTS}: {red[:3]}"


def test_entries_of_a_log_have_heads() -> None:
    dice = random.Random(SEED)
    for _ in range(VARIANTS // 5):
        stated = {key: dice.choice(VALUES[key]) for key in KEYS}
        heading = dice.choice(("## Decision: Use a queue", "## ADR-12: Use a queue"))
        body = f"# Log\n\nStatus: never\n\n{heading}\n\n{head(dice, stated)}\n### Notes\n\nStatus: never\n"
        loaded = document(body, {}, "decisions")
        assert declared(loaded) == {key: value.lower() for key, value in stated.items()}, body
        assert loaded.problems == (), body


def test_other_kinds_have_no_such_head() -> None:
    loaded = document("# X\n\n* Status: met\n* Owner: jane\n", {}, "outcome")
    assert (loaded.records[0].value("status"), loaded.records[0].value("owner")) == ("open", ())
    assert loaded.problems == ()


def test_a_value_that_cannot_be_read_is_reported_where_the_front_matter_has_none() -> None:
    body = "# X\n\n* Status: akzeptiert\n* Date: 4 May 2026\n"
    assert {(problem.rule_name, problem.at.line) for problem in document(body, {}).problems} == {
        ("invalid-value", 6),
        ("invalid-value", 7),
    }
    assert document(body, {"status": "accepted", "date": "2026-05-04"}).problems == ()


def test_a_marked_label_wins_over_one_without_emphasis_and_a_step_over_neither() -> None:
    body = "# X\n\nStatus: proposed\n\n## Status\n\nAccepted\n\n## Rollout\n\n**Status**: rejected\n"
    loaded = document(body, {})
    assert (declared(loaded), loaded.problems) == ({"status": "accepted"}, ())
    loaded = document("# X\n\nStatus: proposed\n\n## Rollout\n\n**Status**: rejected\n", {})
    assert (declared(loaded), loaded.problems) == ({"status": "proposed"}, ())


def test_one_day_or_status_twice_in_a_body_is_one() -> None:
    days = ("2026-05-04", "04.05.2026", "2026/5/4")
    for first in days:
        for second in days:
            loaded = document(f"# X\n\n**Date**: {first}\n\n## Status\n\nAccepted\n\n## Date\n\n{second}\n", {})
            assert "`date` is a list" not in [problem.message for problem in loaded.problems], (first, second)
    loaded = document("# X\n\n**Status**: ACCEPTED\n\n**Status**: accepted\n", {})
    assert (declared(loaded), loaded.problems) == ({"status": "accepted"}, ())
    loaded = document("# X\n\n**Date**: 2026-05-04\n\n**Date**: 2026-05-05\n", {})
    assert [problem.message for problem in loaded.problems] == ["`date` must be a single value, not a list"]


def test_a_section_named_decision_is_no_title_below_one() -> None:
    """The first heading is the title, also where a later one is `Decision: Postgres`; alone, such a heading is one."""
    dice = random.Random(SEED)
    wrong = []
    for number in range(240):
        mark, close = dice.choice((("#", ""), ("##", ""), ("#", " #")))
        word = dice.choice(("Decision", "decision", "DECISION"))
        title = f"{dice.choice(('Choose', 'Pick', 'Decide on'))} {dice.choice(('a database', 'queues', 'Go'))}"
        value = dice.choice(("Postgres", "Use `SQLite`", "Not now"))
        plain = value.replace("`", "")
        first = dice.choice((f"# {title}{close}", f"{title}\n====", ""))
        between = dice.choice(("", "\n## Status\n\nAccepted\n", "\nStatus: accepted\n", "\nSome words.\n"))
        section = f"{mark if not first else '##'} {word}: {value}{close}"
        body = f"{first}\n{between if first else ''}\n{section}\n\nWe take it.\n\n## Decision: Another\n"
        found = document(body, {"owner": "jane"}).records[0].title
        if found != (title if first else plain):
            wrong.append(f"{number}: {found!r}\n{body}")
    assert not wrong, f"{len(wrong)} of 240: {wrong[0]}"
