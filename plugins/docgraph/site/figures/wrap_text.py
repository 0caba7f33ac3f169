"""Titles in pictures: broken into lines of a width that is guessed from the letters, and cropped with an ellipsis."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

from docgraph.site.render.format import visible


class _Widths(dict[str, float]):
    """The width of each letter, where a usual small one has 1."""

    def __missing__(self, letter: str) -> float:
        width = 1.1
        if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
            width = 0.0
        elif unicodedata.east_asian_width(letter) in "WF":
            width = 2.0
        self[letter] = width
        return width


_WIDTHS = _Widths({chr(code): 1.05 for code in range(32, 127)})
_WIDTHS |= dict.fromkeys("ABCDEFGHJKLMNOPQRSTUVWXYZmw@%&—…", 1.4) | dict.fromkeys("iljtfrI.,:;'|!()[]- ", 0.6)


_LONGEST = 80
"""More characters than this never fit."""


def lines(text: str, width: float, most: int) -> tuple[str, ...]:
    """`text` in at most so many lines of at most `width` usual letters each, not yet escaped."""
    rest = " ".join(visible(text[: _LONGEST + 1]).split())
    ends = list(accumulate(map(_WIDTHS.__getitem__, rest)))
    found: list[str] = []
    start, before = 0, 0.0
    while start < len(rest):
        fits = max(bisect_right(ends, before + width), start + 1)
        if fits == len(rest):
            found.append(rest[start:])
            break
        if len(found) == most - 1:
            found.append(_ended(rest[start : max(bisect_right(ends, before + width - 1.4), start + 1)]))
            break
        space = max(rest.rfind(" ", start + 1, fits + 1), rest.rfind("-", start + 1, fits) + 1)
        cut = space if space > 0 else fits
        found.append(rest[start:cut])
        start = cut + (rest[cut] == " ")
        before = ends[start - 1]
    return tuple(found) or ("",)


def _ended(text: str) -> str:
    """With an ellipsis, at the left of what is written from right to left."""
    text = text.rstrip()
    turned = bool(text) and unicodedata.bidirectional(text[-1]) in ("R", "AL")
    return f"{text}…\u200f" if turned else f"{text}…"
