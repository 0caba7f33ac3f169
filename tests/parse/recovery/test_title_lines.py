"""The fast test of a body is never wrongly false for agents and outcomes, in whatever way labels are typed."""

from __future__ import annotations

import random

import pytest

from docgraph.kinds import KINDS, Agent, Outcome
from docgraph.parse.kind.missing import SIGNS
from docgraph.parse.recovery import unread_records
from docgraph.parse.recovery.title_lines import kinds_in, may_hold_records, may_repeat_forms
from tests.parse.recovery.test_any_markup import MARKUPS, NAMES, NOBODY, TITLES, codes_of, labels_of, listed
from tests.parse.recovery.test_title_forms import FORMS, definitions, nameless, side_by_side, task

SEED, COUNT = 20261130, 150
_SPACES = (" ", "  ", "\u00a0", "&nbsp;", "&#160;", "-", "\u2011", "\u2003", " [^1] ", "<br>", "</b> <b>")
_APOSTROPHES = ("'", "\u2019", "\u2018", "\u02bc", "&rsquo;", "&#8217;", "&#x27;", "")
_ENDS = ("", "\u00a0", " ", "  ", "&nbsp;", " [^1]", "[^note]", " (primary)", " 2", " :star:")
_COLONS = (":", "&colon;", "&#58;")
_STARTS = (
    "# Page\n\n",
    "---\nkind: runbook\nowner: jane.doe\n---\n# Steps\n\n",
    "---\nkind: agent\nowner: jane.doe\n---\n# Known\n\n",
    "---\nkind: outcome\nowner: jane.doe\n---\n# Known\n\n",
)


def typed(dice: random.Random, label: str) -> str:
    """A label with other spaces, apostrophes and ends, and in other case."""
    shown = "".join(dice.choice(_APOSTROPHES) if sign == "'" else sign for sign in label)
    shown = dice.choice((shown, shown.upper(), shown.title()) if "&" not in shown else (shown,))
    return shown.replace(" ", dice.choice(_SPACES)) + dice.choice(_ENDS)


def page(dice: random.Random) -> str:
    kind, name = dice.choice([*SIGNS]).kind, dice.choice(NAMES)
    labels = [
        (typed(dice, label), value)
        for label, value in labels_of(dice, kind, dice.choice((*NOBODY, "sam.lee")), least=dice.randint(1, 3))
        if dice.random() < 0.9
    ] or [("Owner", "sam.lee")]
    shown = dice.choice((name, f"{kind.title()}: {name}", f"{typed(dice, kind.title())} – {name}", *FORMS))
    title = shown.format(name)
    forms = (
        lambda: dice.choice([*TITLES.values()])(title, dice.choice([*MARKUPS.values()])(labels)),
        lambda: f"## {title}\n\n{side_by_side(dice, labels)}",
        lambda: dice.choice((definitions, task, nameless))(dice, title, labels),
    )
    text = "\n".join(dice.choice(forms)() for _ in range(dice.randint(1, 2)))
    start = dice.choice((listed(kind), *_STARTS))
    ends = dice.choice(("\n", "\n", "\r\n", "\r"))
    return (start + text.replace(":", dice.choice(_COLONS), 1) if dice.random() < 0.2 else start + text).replace(
        "\n", ends
    )


@pytest.mark.slow
def test_no_record_is_missed_by_the_fast_test(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(SEED)
    pages = [page(dice) for _ in range(COUNT)]
    found = [codes_of(text) for text in pages]
    monkeypatch.setattr(
        unread_records,
        "kinds_in",
        lambda *args: [kind for kind in KINDS if kind in SIGNS or kind in kinds_in(*args)],
    )
    red = [text for text, codes in zip(pages, found, strict=True) if codes_of(text) != codes]
    assert not red, f"{len(red)} of {COUNT}, such as\n" + "\n=====\n".join(red[:3])
    assert sum(map(bool, found)) > COUNT / 3


@pytest.mark.parametrize(
    "label",
    [
        "Won't do",
        "won\u2019t\u00a0do",
        "Won&rsquo;t do",
        "Wont  do",
        "Won't\u2011do",
        "Won\u02bct <b>do</b>",
        "**Won't** do",
        "Won't [^1] do",
    ],
)
@pytest.mark.parametrize("owner", ["Owner\u00a0", "Owner [^1]", "HELD&nbsp;BY", "Accountable\u2011person", "Primary  "])
def test_a_label_in_any_spelling_is_found(label: str, owner: str) -> None:
    assert kinds_in(f"# Page\n\n{owner}: sam.lee\n\n{label}: pay\n", 0, "", False) == [Agent]


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize(
    "name",
    ["Agent: X", "Agent hiring packet (X)", "Hiring\u00a0packet", "X — agent card", "Agent&#58; X", "AI agent – X"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_titles_of_forms_are_found_in_any_markup(title: str, name: str, end: str) -> None:
    text = TITLES[title](name, "Purpose: sorts mail\n").replace("\n", end)
    is_title = "bold" not in title and title != "item"
    assert kinds_in(f"Page{end}{end}{text}", 0, "", False) == ([Agent] if is_title else [])
    assert kinds_in(text, 0, "", True) == kinds_in(text, 0, "agent", True) == [Agent]
    assert kinds_in(text, 0, "agent", False) == [Agent]
    assert may_hold_records(text) == is_title
    assert not may_repeat_forms(Outcome, text + text)
    assert may_repeat_forms(Agent, text + end + text) == is_title


def test_an_owner_is_enough_below_a_list() -> None:
    text = "## Mailer\n\nOwner: sam.lee\n"
    assert kinds_in(text, 0, "agent", True) == [Agent]
    assert kinds_in(text, 0, "agent", False) == kinds_in(text, 0, "runbook", True) == []


@pytest.mark.parametrize(
    "text",
    [
        "Every agent has an owner: see below.\n\nThey do it.\n",
        "# Agents and outcomes\n\nThe owner decides what each outcome is.\n",
        "# Hiring: a guide\n",
        "## Reagent: acid\n\nOwner: lab\n",
        "# Notes\n\nAn agent is hired.\n\n---\n\nAutonomy is earned.\n",
        "",
    ],
)
def test_prose_about_agents_is_not_read_again(text: str) -> None:
    assert kinds_in(text, 0, "", False) == []
    assert not may_hold_records(text)
