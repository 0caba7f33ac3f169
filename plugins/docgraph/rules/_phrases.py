"""How messages say several things in one sentence."""

from __future__ import annotations

from collections.abc import Sequence


def either(words: Sequence[str]) -> str:
    """`a`, `a or b`, `a, b or c`; empty for none."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def plural(number: int, word: str) -> str:
    """`1 day`, `2 days`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def brief(text: str) -> str:
    """The beginning of a text that people wrote, short enough for a message."""
    return text if len(text) <= 60 else f"{text[:57]}..."
