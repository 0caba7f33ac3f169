"""Removes invisible characters and unusual spaces from text.

Readers do not notice these characters, but they change what YAML parses.
"""

from __future__ import annotations

import re

SPACES = "\t\x0b\x0c\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u2800\u3000"
"""A regex character class: tabs, line separators and unusual spaces, but not the plain space, LF and CR."""
HIDDEN = (
    "\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160"
    "\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""A regex character class: control, format and default-ignorable characters of Unicode."""

_SPACE, _UNSHOWN, _UNSEEN = (re.compile(f"[{signs}]") for signs in (SPACES, HIDDEN, SPACES + HIDDEN))
_PREFIX = re.compile(f"[ \r\n{SPACES}{HIDDEN}]*")


def visible_text(text: str) -> str:
    """`text` with unusual spaces replaced by plain ones, and without invisible characters."""
    if text.isascii() and text.isprintable():
        return text
    return _SPACE.sub(" ", _UNSHOWN.sub("", text))


def blank_prefix(text: str) -> int:
    """The number of characters before the first visible character of a text."""
    found = _PREFIX.match(text)
    return found.end() if found else 0


def first_invisible(text: str) -> str:
    """Code point (`U+200B`) of the first invisible character or unusual space; empty if none.

    Tabs are ignored.
    """
    found = next((match[0] for match in _UNSEEN.finditer(text) if match[0] != "\t"), "")
    return f"U+{ord(found):04X}" if found else ""
