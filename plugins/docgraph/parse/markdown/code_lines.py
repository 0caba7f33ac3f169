"""Finds the lines of a body that are code or comments. Records in such lines are examples.

The module follows the rules of Python-Markdown in one pass over the lines. It does not use the Markdown parser, because
the body may be very large.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from docgraph.model.location import Text

_QUOTE = re.compile(r" {0,3}>[> ]*")
_FENCE = re.compile(r"\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)?(?:(`{3,})[^`]*|(~{3,}).*)\Z")
_CLOSING = re.compile(r"\s*(`{3,}|~{3,})\s*\Z")
_TAG = re.compile(r"\s*<(pre|script|style|textarea)\b", re.IGNORECASE)
_CONTAINER = re.compile(r"(?:[-*+]|\d{1,9}[.)])\s|!!!|\?\?\?|===|\[\^|: ")
"""The start of a block with indented content: list item, admonition, tab, footnote or definition."""
_INDENT = 4


def code_lines(text: Text, body: int) -> frozenset[int]:
    """The numbers of the lines after offset `body` that are code or part of a comment.

    Code fences and comments that are never closed are ignored, because site generators disagree about where they end.
    """
    first = text.at(body).line
    lines = [text.line(number) for number in range(first, len(text.line_starts) + 1)]
    lines = [line[quote.end() :] if (quote := _QUOTE.match(line)) else line for line in lines]
    return frozenset(first + number for number in _Scan(lines).code())


class _Scan:
    """Scans lines for code and comments.

    `fences` maps a fence character to a list: for each line, the length of the longest closing fence on that line or
    below.
    """

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        closing = [_CLOSING.match(line) for line in lines]
        self.fences = {
            sign: [
                *accumulate((len(fence[1]) if fence and fence[1][0] == sign else 0 for fence in reversed(closing)), max)
            ][::-1]
            for sign in "`~"
        }
        self.ends: dict[str, int] = {}
        for number, line in enumerate(lines):
            lower = line.lower() if "</" in line else line
            self.ends |= {
                mark: number for mark in ("-->", "</pre", "</script", "</style", "</textarea") if mark in lower
            }

    def code(self) -> Iterator[int]:
        number = 0
        while number < len(self.lines):
            end = self._end(number)
            if end is not None:
                yield from range(number, end + 1)
            number = number + 1 if end is None else end + 1
        yield from self._indented()

    def _end(self, number: int) -> int | None:
        """The index of the last line of the code or comment that starts at index `number`.

        None if no code or comment starts there, or if it is never closed.
        """
        line = self.lines[number]
        fence = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if fence is not None:
            opened = fence[1] or fence[2]
            longest = self.fences[opened[0]]
            is_closed = number + 1 < len(longest) and longest[number + 1] >= len(opened)
            return self._closing(number, opened) if is_closed else None
        tag = _TAG.match(line)
        before, begun, after = line.rpartition("<!--")
        if begun and "-->" not in after and before.count("`") % 2 == 0:
            return self._with(number, "-->", within=bool(before.strip()))
        return self._with(number, f"</{tag[1].lower()}") if tag else None

    def _closing(self, number: int, opened: str) -> int | None:
        for below in range(number + 1, len(self.lines)):
            closing = _CLOSING.match(self.lines[below])
            if closing and closing[1].startswith(opened):
                return below
        return None

    def _with(self, number: int, mark: str, within: bool = False) -> int | None:
        """The index of the first line from index `number` on that contains `mark`, or None.

        With `within`, only lines of the same paragraph are searched.
        """
        if self.ends.get(mark, -1) < number:
            return None
        for below in range(number, len(self.lines)):
            if mark in self.lines[below].lower():
                return below
            if within and not self.lines[below].strip():
                return None
        return None

    def _indented(self) -> Iterator[int]:
        """Yield the indexes of lines of indented code, which follows a blank line or other code."""
        containers: list[int] = []
        after_blank = True
        for number, line in enumerate(self.lines):
            if not line.strip():
                after_blank = True
                continue
            shown = line.expandtabs(_INDENT)
            rest = shown.lstrip()
            indent = len(shown) - len(rest)
            while containers and indent <= containers[-1]:
                containers.pop()
            if after_blank and indent >= _INDENT * (len(containers) + 1):
                yield number
                continue
            if _CONTAINER.match(rest):
                containers.append(indent)
            after_blank = False
