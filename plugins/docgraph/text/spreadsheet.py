"""Texts for cells of spreadsheets."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")


def without_formula(text: str) -> str:
    """A text that no spreadsheet evaluates: one that looks like a formula gets a leading apostrophe."""
    return f"'{text}" if text.startswith(_FORMULA) else text
