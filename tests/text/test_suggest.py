"""A slip of one edit is recognised however short the word is."""

from __future__ import annotations

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
