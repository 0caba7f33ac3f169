"""Splits strings at commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_OPEN, _SHUT = "([{", ")]}"
_RUN = re.compile(r"[^()]+")


def split_commas(text: str) -> list[tuple[str, int]]:
    """The parts of a string between commas, each with its position in the string.

    Commas in brackets, quotes and code are ignored. Empty parts are left out.
    """
    if "," not in text:
        return [(text.strip(), len(text) - len(text.lstrip()))] if text.strip() else []
    cuts = [*top_level(text, ","), len(text)]
    begins = [0, *(cut + 1 for cut in cuts)]
    parts = ((text[begin:end], begin) for begin, end in zip(begins, cuts, strict=False))
    return [(part.strip(), begin + len(part) - len(part.lstrip())) for part, begin in parts if part.strip()]


def split_outside_brackets(text: str, sign: re.Pattern[str]) -> list[str]:
    """The parts of a string between matches of `sign` outside round brackets.

    The pattern `sign` must not match round brackets. If `sign` had a lookahead for a closing bracket, the search would
    take quadratic time.
    """
    cuts = [(0, 0)]
    for run in _RUN.finditer(text):
        if text[run.end() : run.end() + 1] != ")":
            cuts += (found.span() for found in sign.finditer(text, run.start(), run.end()))
    cuts.append((len(text), len(text)))
    return [text[end:begin] for (_, end), (begin, _) in pairwise(cuts)]


def top_level(raw: str, sign: str) -> Iterator[int]:
    """Positions of the character `sign` outside brackets, quotes and code."""
    depth, quote = 0, ""
    for at, character in enumerate(raw):
        if quote:
            quote = "" if character == quote else quote
        elif character in '`"':
            quote = character if raw.find(character, at + 1) > 0 else ""
        elif character in _OPEN:
            depth += 1
        elif character in _SHUT:
            depth = max(depth - 1, 0)
        elif character == sign and depth == 0:
            yield at
