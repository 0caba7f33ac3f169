"""Finds struck-through text in inline tokens: `~~text~~` or `<del>text</del>`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_STRUCK = re.compile(r"<(/?)(?:del|s|strike)(?:\s[^>]*)?>", re.IGNORECASE)


def not_struck(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens outside struck-through text."""
    depth = 0
    for token in tokens:
        change = _change(token)
        depth = max(depth + change, 0)
        if not change and not depth:
            yield token


def struck_runs(tokens: Sequence[Token]) -> list[list[Token]]:
    """The tokens of each struck-through text."""
    runs: list[list[Token]] = []
    depth = 0
    for token in tokens:
        change = _change(token)
        runs += [[]] if change > 0 and not depth else []
        depth = max(depth + change, 0)
        if depth and not change:
            runs[-1].append(token)
    return runs


def _change(token: Token) -> int:
    """1 if a token opens struck-through text, -1 if it closes struck-through text, else 0."""
    if token.type in ("s_open", "s_close"):
        return token.nesting
    tag = _STRUCK.fullmatch(token.content) if token.type == "html_inline" else None
    return 0 if tag is None else -1 if tag[1] else 1
