"""Words as values of keys: compared without case, and without symbols before them."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\W_]+")
"""Symbols, emoji and list markers: `✅ Accepted`, `* accepted`."""


def bare_value(text: str) -> str:
    """A value without the symbols before it; a text of symbols alone stays as it is."""
    signs = _SIGNS.match(text)
    return text[signs.end() :].strip() if signs and signs.end() < len(text) else text.strip()


def fold_value(text: str) -> str:
    """A value as maps of values compare it: without symbols before it, in one case, with single spaces."""
    return " ".join(bare_value(text).casefold().split())
