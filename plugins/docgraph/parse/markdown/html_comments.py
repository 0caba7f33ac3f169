"""Removes HTML comments."""

from __future__ import annotations

_OPEN, _CLOSE = "<!--", "-->"


def without_comments(text: str) -> str:
    """`text` without HTML comments. Comments that are never closed are kept. Takes linear time."""
    kept: list[str] = []
    begin = 0
    while (opened := text.find(_OPEN, begin)) >= 0:
        closed = text.find(_CLOSE, opened + len(_OPEN))
        if closed < 0:
            break
        kept.append(text[begin:opened])
        begin = closed + len(_CLOSE)
    return "".join([*kept, text[begin:]])
