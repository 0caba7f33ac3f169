"""Compares values of keys as words: without case, and without symbols before the word."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\W_]+")
"""Symbols, emoji and list markers: `✅ Accepted`, `* accepted`."""


def bare_value(text: str) -> str:
    """A value without symbols at its start. A value that has only symbols is unchanged."""
    signs = _SIGNS.match(text)
    return text[signs.end() :].strip() if signs and signs.end() < len(text) else text.strip()


def fold_value(text: str) -> str:
    """A value normalized for comparison: no symbols at its start, casefolded, single spaces."""
    return " ".join(bare_value(text).casefold().split())
