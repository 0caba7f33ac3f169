"""Wraps titles in pictures by estimated letter widths and crops them with an ellipsis."""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

from docgraph.site.render.format import escape_hidden


class _Widths(dict[str, float]):
    """Width of each character, relative to an average lowercase letter."""

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


_MAX_CHARACTERS = 80
"""More characters than this never fit."""


def wrap_lines(text: str, width: float, max_lines: int) -> tuple[str, ...]:
    """`text` as at most `max_lines` lines, not escaped.

    A line is at most as wide as `width` average letters.
    """
    rest = " ".join(escape_hidden(text[: _MAX_CHARACTERS + 1]).split())
    ends = list(accumulate(map(_WIDTHS.__getitem__, rest)))
    lines: list[str] = []
    start, before = 0, 0.0
    while start < len(rest):
        fits = max(bisect_right(ends, before + width), start + 1)
        if fits == len(rest):
            lines.append(rest[start:])
            break
        if len(lines) == max_lines - 1:
            lines.append(_with_ellipsis(rest[start : max(bisect_right(ends, before + width - 1.4), start + 1)]))
            break
        space = max(rest.rfind(" ", start + 1, fits + 1), rest.rfind("-", start + 1, fits) + 1)
        cut = space if space > 0 else fits
        lines.append(rest[start:cut])
        start = cut + (rest[cut] == " ")
        before = ends[start - 1]
    return tuple(lines) or ("",)


def _with_ellipsis(text: str) -> str:
    """`text` with an ellipsis at its end; the end of right-to-left text is on the left."""
    text = text.rstrip()
    is_rtl = bool(text) and unicodedata.bidirectional(text[-1]) in ("R", "AL")
    return f"{text}…\u200f" if is_rtl else f"{text}…"
