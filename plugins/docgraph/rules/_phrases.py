"""Phrases in messages: alternatives, numbers with nouns, shortened texts, articles."""

from __future__ import annotations

from collections.abc import Sequence


def either(words: Sequence[str]) -> str:
    """Words as alternatives: `a`, `a or b`, `a, b or c`; empty for no words."""
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def kind_phrase(*kinds: str) -> str:
    """Kinds as alternatives: `person or role`. `context-pack` becomes `context pack`."""
    return either([kind.replace("-", " ") for kind in kinds])


def with_article(noun: str) -> str:
    """A noun with its indefinite article: `an agent`, `a role`, `a RACI`."""
    return f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def plural(number: int, word: str) -> str:
    """A number with its noun: `1 day`, `2 days`."""
    return f"{number} {word}{'' if number == 1 else 's'}"


def named_or_numbered(name: str, index: int) -> str:
    """The name of a list item in backticks. Without a name, its position counted from 1.

    `index` is counted from 0.
    """
    return f"`{name}`" if name else str(index + 1)


def brief(text: str) -> str:
    """A text, cropped to 60 characters including `...`."""
    return text if len(text) <= 60 else f"{text[:57]}..."
