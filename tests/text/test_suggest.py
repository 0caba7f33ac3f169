"""A misspelling by one edit is recognised however short the word is."""

from __future__ import annotations

import random

import pytest

from docgraph.text.suggest import SuggestionIndex, first_single_edit, suggest


@pytest.mark.parametrize("misspelled", ["deu", "du", "duee", "dux", "ude"])
def test_one_edit_is_enough(misspelled: str) -> None:
    assert first_single_edit(misspelled, ["owner", "due", "on"]) == "due"


@pytest.mark.parametrize("word", ["due", "eud", "d", "budget"])
def test_none_and_two_are_not(word: str) -> None:
    assert first_single_edit(word, ["owner", "due", "op"]) is None


def test_only_a_close_name_is_suggested() -> None:
    assert suggest("jane.do", ["jan.doering", "jane.doe"]) == "jane.doe"
    assert suggest("someone", ["jan.doering", "jane.doe"]) is None
    assert suggest("", ["jane.doe"]) is None


def test_one_of_two_letters_may_be_wrong_but_not_a_single_letter() -> None:
    assert suggest("jx", ["ab", "jd"]) == "jd"
    assert suggest("dj", ["ab", "jd"]) == "jd"
    assert suggest("j", ["a", "jd"]) == "jd"
    assert suggest("b", ["a", "c"]) is None
    assert suggest("xy", ["ab", "jd", "x-large"]) is None


def test_a_name_is_found_by_any_of_its_parts_and_by_no_piece_of_one() -> None:
    index = SuggestionIndex(["ada.nowak", "on-call_ada", "jan", "x--y"])
    assert index.names_with_part("Ada") == ["ada.nowak", "on-call_ada"]
    assert index.names_with_part("call") == ["on-call_ada"]
    assert index.names_with_part("ad") == index.names_with_part("") == []


SERIES = ("adr-{:04}", "runbook-{}", "objective-{}", "bot-v{}", "q{}-2026", "phase-{}", "search-v{}")


def test_another_number_or_letter_of_a_series_is_never_suggested() -> None:
    dice = random.Random(1339)
    wrong: list[tuple[object, str]] = []
    for _ in range(300):
        form = dice.choice(SERIES)
        numbers = dice.sample(range(1, 30), 5)
        names, text = [form.format(number) for number in numbers[:4]], form.format(numbers[4])
        index = SuggestionIndex(names)
        wrong += [(text, found) for found in (index.suggest(text), index.single_edit(text)) if found]
        letters = dice.sample("abcdefgh", 3)
        teams = SuggestionIndex([f"team-{letter}" for letter in letters[:2]])
        wrong += [(letters, found) for found in [teams.single_edit(f"team-{letters[2]}")] if found]
    assert not wrong


def test_a_misspelling_next_to_a_number_still_gets_a_suggestion() -> None:
    index = SuggestionIndex(["adr-0004", "adr-0005", "runbook-12"])
    assert index.single_edit("adrr-0004") == index.suggest("adrr-0004") == "adr-0004"
    assert index.suggest("runbok-12") == "runbook-12"
