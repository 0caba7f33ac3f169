"""Finds lines that declare a kind, such as `kind: agent`.

Spacing, case, quotes and YAML tags do not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from docgraph.text.invisible import HIDDEN, visible_text

_MAYBE = re.compile(f"k[{HIDDEN}]*i[{HIDDEN}]*n[{HIDDEN}]*d", re.IGNORECASE)
_BREAK = re.compile(r"\r\n|\r|\n|\Z")
_KEY = re.compile(r"[\[{( >]*(?:[?-] +)?(?:[!&]\S* +)*[\"']?kind[\"']? *(?:[:=] *(.*)|\Z)", re.IGNORECASE)
_VALUE = re.compile(
    r":? *(?:- +)?(?:[!&|>]\S*(?: +|\Z))*[\"'\[(]*(?:([A-Za-z][A-Za-z_-]{1,39})[\"'\])}]* *(?:[#,}].*)?)?"
)
"""The value of `kind`: a single word, perhaps with YAML tags, quotes or brackets.

The word is missing in the match if it follows on a later line.
"""

_NAME = re.compile(r"(?:^[\[{( ]*(?:[?-] +)?(?:[!&]\S* +)*|[{,] *)[\"']?([A-Za-z][\w-]*)[\"']? *[:=]")
_LINES_BELOW = 3
"""Maximum number of lines from `kind` to its value, as in `? kind`, `: >-`, `agent`."""


class Declared(Struct, frozen=True):
    """A line that declares the kind `word`, from offset `start` to `end`."""

    start: int
    end: int
    word: str


def declared_kinds(content: str, start: int = 0) -> Iterator[Declared]:
    """Yield the lines after offset `start` that look like `kind: agent`. The value may be on a later line.

    Takes linear time.
    """
    position = start
    while found := _MAYBE.search(content, position):
        begin = max(content.rfind(sign, position, found.start()) for sign in "\r\n")
        begin = position if begin < 0 else begin + 1
        end = line_end(content, found.end())
        position = end
        key = _KEY.fullmatch(visible_text(content[begin:end]).strip())
        value = _VALUE.fullmatch(key[1] or "") if key else None
        below = end
        for _ in range(_LINES_BELOW):
            if value is None or value[1]:
                break
            shown, below = _next_line(content, below)
            value = _VALUE.fullmatch(shown.strip())
        if value and value[1]:
            yield Declared(begin, end, value[1])


def line_end(content: str, offset: int) -> int:
    """The offset of the end of the line that contains `offset`, before the line break."""
    found = _BREAK.search(content, offset)
    return found.start() if found else len(content)


def _next_line(content: str, end: int) -> tuple[str, int]:
    """The visible text of the line after offset `end`, and the offset of its end."""
    after = _BREAK.match(content, end)
    begin = after.end() if after else end
    end = line_end(content, begin)
    return visible_text(content[begin:end]), end


def keys_in(lines: Iterable[str]) -> frozenset[str]:
    """The keys in lines of front matter, in lower case and with `-` for `_`."""
    return frozenset(name[1].lower().replace("_", "-") for line in lines for name in _NAME.finditer(line))
