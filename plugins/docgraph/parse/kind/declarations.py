"""Lines of a text that declare a kind, in whatever spelling: odd spaces, capitals, quotes, tags, the value below."""

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
"""The one word that a value is, with the tags, anchors, quotes and brackets around it; no word where it is below."""

_NAME = re.compile(r"(?:^[\[{( ]*(?:[?-] +)?(?:[!&]\S* +)*|[{,] *)[\"']?([A-Za-z][\w-]*)[\"']? *[:=]")
_LINES_BELOW = 3
"""So many lines below its key a value may begin: `? kind`, `: >-`, and the kind."""


class Declared(Struct, frozen=True):
    """A line from `start` to `end` that declares a kind, and the `word` that it declares."""

    start: int
    end: int
    word: str


def declared_kinds(content: str, start: int = 0) -> Iterator[Declared]:
    """The lines from `start` on whose key is `kind` and whose value is one word, on that line or on one of the next.

    Each line is looked at a few times at most.
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
    """Where the line that holds `offset` ends, without its line break."""
    found = _BREAK.search(content, offset)
    return found.start() if found else len(content)


def _next_line(content: str, end: int) -> tuple[str, int]:
    """What a reader sees of the line behind the one that ends at `end`, and where it ends."""
    after = _BREAK.match(content, end)
    begin = after.end() if after else end
    end = line_end(content, begin)
    return visible_text(content[begin:end]), end


def keys_in(lines: Iterable[str]) -> frozenset[str]:
    """The keys in lines of front matter, as seen, in lower case and with `-` for `_`."""
    return frozenset(name[1].lower().replace("_", "-") for line in lines for name in _NAME.finditer(line))
