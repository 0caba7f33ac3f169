"""Twice the tokens take about twice the calls, whatever they are and wherever they stand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import pytest

from tests.cost.grammar import composed
from tests.cost.inputs import Case
from tests.cost.test_cost import reported

VARIANTS = 240
PARTS = 4
SIZE = 1_000
GROWTH = 2.6


def calls_of(work: Callable[[], object]) -> int:
    """How many functions are called, built-in ones too."""
    count = 0

    def profiled(*_: object) -> None:
        nonlocal count
        count += 1

    before = sys.getprofile()
    sys.setprofile(profiled)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def growth(case: Case) -> float:
    """The calls of twice the size for each call of `SIZE`. The first run fills caches and compiles patterns."""
    reported(case.text(SIZE // 8), "text")
    small, large = (calls_of(partial(reported, case.text(size), "text")) for size in (SIZE, 2 * SIZE))
    return large / small


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_calls_grow_with_the_number_of_tokens(part: int) -> None:
    chosen = [case for number, case in enumerate(composed(VARIANTS)) if number % PARTS == part]
    grown = {case.name: round(growth(case), 2) for case in chosen}
    assert len(grown) == VARIANTS // PARTS
    assert {name: ratio for name, ratio in grown.items() if ratio > GROWTH} == {}


def test_work_that_grows_with_the_square_is_seen() -> None:
    def quadratic(size: int) -> int:
        return calls_of(lambda: [len("a" * second) for _ in range(size) for second in range(size)])

    assert quadratic(60) / quadratic(30) > GROWTH
