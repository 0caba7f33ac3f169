"""Whatever says that a person left, in another key or value, is an error: the owner would count as active."""

from __future__ import annotations

from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.corpus import result_of

SEED = 17
WORDS = "left departed former inactive retired gone".split()
KEYS = "departed end until last-day lefft leftt ended end-date retired gone inactive former exit quit to".split()
KEYS += "left-on leave leaves leaving left_on left-at left-date date-left leave-date departure birthday".split()
FALSE = "false no off 0".split()


def said(random: Random) -> str:
    word = random.choice(WORDS)
    word = random.choice([word, word.upper(), word.capitalize(), f"{word} on 2026-01-31", f'"{word}."'])
    day = f"2026-0{random.randint(1, 9)}-1{random.randint(0, 9)}"
    return random.choice(
        [
            f"status: {word}",
            f"{random.choice(['active', 'employed', 'current', 'present'])}: {random.choice(FALSE)}",
            f"status: {random.choice(['alumni', 'ex', 'on leave', 'sabbatical', 'on call'])}",
            f"{random.choice(['state', 'role', 'employment'])}: {word}",
            f"{random.choice(['disabled', 'deleted', *WORDS[1:]])}: {random.choice(['true', 'yes', 'on'])}",
            f"{random.choice(KEYS)}: {day}",
        ]
    )


def test_a_person_who_left_by_another_word_is_an_error_there_and_no_owner() -> None:
    random, silent, owned = Random(SEED), [], []
    for _ in range(300):
        line = said(random)
        outcome = "---\nkind: outcome\nowner: jane\n---\n"
        listed = f"---\nkind: people\npeople:\n  - id: jane\n    {line}\n---\n"
        single = f"---\nkind: person\nid: jane\n{line}\n---\n"
        files = {"o.md": outcome, "p.md": random.choice([single, listed])}
        told = [one for one in result_of(files).standing if one.severity is Severity.ERROR and one.at.path == "p.md"]
        silent += [] if told else [line]
        off = result_of(files, rules={"DOC004": "off", "DOC007": "off"}).standing
        owned += [] if any(one.code == "OWN004" for one in off) else [line]
    assert not silent, f"{len(silent)} of 300: {silent[:5]}"
    assert not owned, f"{len(owned)} of 300: {owned[:5]}"


@pytest.mark.parametrize(
    "line",
    [
        "status: new",
        "status: deprecated",
        "active: true",
        "former: false",
        "status: current",
        "x-left: 2026-01-31",
        "x-team: Red",
    ],
)
def test_the_badges_of_a_page_and_who_is_active_are_no_errors(line: str) -> None:
    files = {"o.md": "---\nkind: outcome\nowner: jane\n---\n", "p.md": f"---\nkind: person\nid: jane\n{line}\n---\n"}
    assert not [one for one in result_of(files).standing if one.severity is Severity.ERROR]


def test_a_label_of_the_body_says_who_left_and_when() -> None:
    person = "---\nkind: person\nid: jane\n---\n# Jane\n\n**Left:** 2026-01-31\n"
    files = {"o.md": "---\nkind: outcome\nowner: jane\n---\n", "p.md": person}
    [finding] = [one for one in result_of(files).standing if one.severity is Severity.ERROR]
    assert (finding.code, finding.at.path) == ("OWN004", "o.md")


@pytest.mark.parametrize("key", ["until", "end", "ended", "tto", "To"])
def test_another_key_for_the_end_of_a_term_is_an_error(key: str) -> None:
    role = f"---\nkind: role\nid: lead\nholders: [{{person: jane, {key}: 2026-01-31}}]\n---\n"
    files = {"o.md": "---\nkind: outcome\nowner: lead\n---\n", "r.md": role, "jane.md": "---\nkind: person\n---\n"}
    told = [(one.code, one.at.path) for one in result_of(files).standing if one.severity is Severity.ERROR]
    assert told == [("DOC004", "r.md")]


@pytest.mark.parametrize("line", ["left: 2026-01-31", "to: 2026-01-31", "ended: 31.01.2026"])
def test_a_day_under_a_key_that_a_role_does_not_have_is_an_error(line: str) -> None:
    role = f"---\nkind: role\nid: lead\nholders: [jane]\n{line}\n---\n"
    files = {"o.md": "---\nkind: outcome\nowner: lead\n---\n", "r.md": role, "jane.md": "---\nkind: person\n---\n"}
    found = result_of(files).standing
    assert [(one.code, one.at.path) for one in found if one.severity is Severity.ERROR] == [("DOC004", "r.md")]
