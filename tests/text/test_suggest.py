"""A slip of one edit is recognised however short the word is."""

from __future__ import annotations

import random

import pytest

from docgraph.text.suggest import Suggestions, nearest, one_edit_from


@pytest.mark.parametrize("slip", ["deu", "du", "duee", "dux", "ude"])
def test_one_edit_is_enough(slip: str) -> None:
    assert one_edit_from(slip, ["owner", "due", "on"]) == "due"


@pytest.mark.parametrize("word", ["due", "eud", "d", "budget"])
def test_none_and_two_are_not(word: str) -> None:
    assert one_edit_from(word, ["owner", "due", "op"]) is None


def test_the_nearest_name_is_close_or_nothing() -> None:
    assert nearest("jane.do", ["jan.doering", "jane.doe"]) == "jane.doe"
    assert nearest("someone", ["jan.doering", "jane.doe"]) is None
    assert nearest("", ["jane.doe"]) is None


def test_of_two_letters_one_may_be_a_slip_and_of_one_none() -> None:
    assert nearest("jx", ["ab", "jd"]) == "jd"
    assert nearest("dj", ["ab", "jd"]) == "jd"
    assert nearest("j", ["a", "jd"]) == "jd"
    assert nearest("b", ["a", "c"]) is None
    assert nearest("xy", ["ab", "jd", "x-large"]) is None


def test_a_name_is_found_by_any_of_its_parts_and_by_no_piece_of_one() -> None:
    index = Suggestions(["ada.nowak", "on-call_ada", "jan", "x--y"])
    assert index.with_part("Ada") == ["ada.nowak", "on-call_ada"]
    assert index.with_part("call") == ["on-call_ada"]
    assert index.with_part("ad") == index.with_part("") == []


SERIES = ("adr-{:04}", "runbook-{}", "objective-{}", "bot-v{}", "q{}-2026", "phase-{}", "search-v{}")


def test_another_number_or_letter_of_a_series_is_never_suggested() -> None:
    dice = random.Random(1339)
    wrong = []
    for _ in range(300):
        form = dice.choice(SERIES)
        numbers = dice.sample(range(1, 30), 5)
        names, text = [form.format(number) for number in numbers[:4]], form.format(numbers[4])
        index = Suggestions(names)
        wrong += [(text, found) for found in (index.nearest(text), index.one_edit_away(text)) if found]
        letters = dice.sample("abcdefgh", 3)
        teams = Suggestions([f"team-{letter}" for letter in letters[:2]])
        wrong += [(letters, found) for found in [teams.one_edit_away(f"team-{letters[2]}")] if found]
    assert not wrong


def test_a_slip_beside_a_number_is_still_suggested() -> None:
    index = Suggestions(["adr-0004", "adr-0005", "runbook-12"])
    assert index.one_edit_away("adrr-0004") == index.nearest("adrr-0004") == "adr-0004"
    assert index.nearest("runbok-12") == "runbook-12"
