"""Splits strings at commas."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

_OPEN, _SHUT = "([{", ")]}"
_RUN = re.compile(r"[^()]+")


def split_commas(text: str) -> list[tuple[str, int]]:
    """Split a string at commas. Each item has its offset in the string.

    Commas in brackets, quotes and code do not split. Empty items are dropped.
    """
    if "," not in text:
        return [(text.strip(), len(text) - len(text.lstrip()))] if text.strip() else []
    cuts = [*top_level(text, ","), len(text)]
    begins = [0, *(cut + 1 for cut in cuts)]
    parts = ((text[begin:end], begin) for begin, end in zip(begins, cuts, strict=False))
    return [(part.strip(), begin + len(part) - len(part.lstrip())) for part, begin in parts if part.strip()]


def split_outside_brackets(text: str, sign: re.Pattern[str]) -> list[str]:
    """Split a string at matches of `sign`, except in round brackets.

    `sign` must not match round brackets, or look ahead for one, which would take quadratic time.
    """
    cuts = [(0, 0)]
    for run in _RUN.finditer(text):
        if text[run.end() : run.end() + 1] != ")":
            cuts += (found.span() for found in sign.finditer(text, run.start(), run.end()))
    cuts.append((len(text), len(text)))
    return [text[end:begin] for (_, end), (begin, _) in pairwise(cuts)]


def top_level(raw: str, sign: str) -> Iterator[int]:
    """Yield the offsets of the character `sign` in a string, except in brackets, quotes and code."""
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
