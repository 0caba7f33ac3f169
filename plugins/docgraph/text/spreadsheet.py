"""Escapes text for cells of spreadsheets."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def without_formula(text: str) -> str:
    """`text` with a leading apostrophe if a spreadsheet would evaluate it as a formula, else unchanged."""
    return f"'{text}" if text.startswith(_FORMULA) else text
