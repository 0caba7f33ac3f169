"""Compares values of keys by their words: `✅ Accepted` equals `accepted`."""

from __future__ import annotations

import re

_SIGNS = re.compile(r"[\W_]+")
"""Symbols, emoji and list markers at the start of a value: `✅ Accepted`, `* accepted`."""


def bare_value(text: str) -> str:
    """`✅ Accepted` becomes `Accepted`. Text without a letter or digit is unchanged."""
    signs = _SIGNS.match(text)
    return text[signs.end() :].strip() if signs and signs.end() < len(text) else text.strip()


def fold_value(text: str) -> str:
    """`✅ In  Review` becomes `in review`: casefolded, single spaces, no symbols at the start."""
    return " ".join(bare_value(text).casefold().split())
