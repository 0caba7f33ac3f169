"""Names are parted outside brackets, as with a lookahead for the next bracket, but in linear time."""

from __future__ import annotations

import re
from random import Random

from docgraph.parse.comma_list import split_outside_brackets

SEED = 20261130
VARIANTS = 4_000
_PIECES = ("a", ",", ";", " and ", " & ", "(", ")", " ", "b c", "[", "]")
_SIGN = re.compile(r"[,;]|\s(?:and|&)\s")
_LOOKING_AHEAD = re.compile(r"(?:[,;]|\s(?:and|&)\s)(?![^()]*\))")


def test_parts_equal_a_split_with_a_lookahead() -> None:
    draw = Random(SEED)
    for _ in range(VARIANTS):
        text = "".join(draw.choices(_PIECES, k=draw.randrange(14)))
        assert split_outside_brackets(text, _SIGN) == _LOOKING_AHEAD.split(text), text
