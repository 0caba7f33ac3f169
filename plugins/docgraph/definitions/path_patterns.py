"""Patterns of paths, compiled for many paths: `**/` matches any folders, `*` matches within a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

_PART = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|.", re.DOTALL)
_TRANSLATED = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def pattern_regex(pattern: str) -> str:
    """The regular expression for a pattern.

    A pattern without `/` matches at any depth; a pattern that starts with `/` only from the top.
    """
    inner = pattern.lstrip("/")
    if "/" not in pattern.rstrip("/"):
        inner = f"**/{inner}"
    return "".join(_translate(part) for part in _PART.findall(inner))


def _translate(part: str) -> str:
    if part.startswith("[") and len(part) > 1:
        return part
    return _TRANSLATED.get(part) or re.escape(part)


def first_matching(patterns: Sequence[Sequence[str]]) -> re.Pattern[str]:
    """A pattern whose match has the number of the first group of `patterns` that a path matches.

    The number is `int(match.lastgroup[1:])`.
    """
    groups = (
        f"(?P<g{number}>{'|'.join(map(pattern_regex, alternatives))})" for number, alternatives in enumerate(patterns)
    )
    return re.compile(f"(?:{'|'.join(groups)})\\Z", re.DOTALL)
