"""Matches many paths against groups of patterns.

`**/` is any number of folders. `*` is any part of a file or folder name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

_PART = re.compile(r"\*\*/|\*\*|\*|\?|\[[^\]]+\]|.", re.DOTALL)
_TRANSLATED = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}
_WILDCARD = re.compile(r"[*?\]/]")
_NEVER = re.compile(r"(?!)")


class PatternGroups:
    """Finds the first group of patterns that matches a path.

    A pattern without `/` matches in any folder. A pattern that starts with `/` matches only from the root. The part of
    a pattern before its last `/` is matched only once for each folder, so matching a file is cheap.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        parts = [(*_compiled(pattern), number) for number, patterns in enumerate(groups) for pattern in patterns]
        self._names = [(name, number) for _, name, number in parts]
        in_folder: dict[re.Pattern[str], set[int]] = defaultdict(set)
        for position, (folder, _, _) in enumerate(parts):
            in_folder[folder].add(position)
        # the values are indexes in `_names`
        self._folders = [*in_folder.items()]
        # a fast test: most paths of a repository have another ending
        self._endings = tuple({_WILDCARD.split(pattern)[-1] for patterns in groups for pattern in patterns})
        self._by_folder: dict[str, re.Pattern[str]] = {}
        self._by_names: dict[tuple[tuple[str, int], ...], re.Pattern[str]] = {}

    def first(self, path: str) -> int | None:
        """The index of the first group with a pattern that matches `path`; None if there is none."""
        if not path.endswith(self._endings):
            return None
        folder, slash, name = path.rpartition("/")
        names = self._by_folder.get(folder) or self._names_in(folder, f"{folder}{slash}")
        found = names.match(name)
        return int((found.lastgroup or "")[1:]) if found else None

    def _names_in(self, key: str, folder: str) -> re.Pattern[str]:
        positions = set[int]().union(*(found for above, found in self._folders if above.fullmatch(folder)))
        matching = tuple(self._names[position] for position in sorted(positions))
        if matching not in self._by_names:
            self._by_names[matching] = _one_pattern(matching)
        self._by_folder[key] = self._by_names[matching]
        return self._by_names[matching]


def _one_pattern(names: Sequence[tuple[str, int]]) -> re.Pattern[str]:
    if not names:
        return _NEVER
    numbers = dict.fromkeys(number for _, number in names)
    groups = (f"(?P<g{number}>{'|'.join(name for name, of in names if of == number)})" for number in numbers)
    return re.compile(f"(?:{'|'.join(groups)})\\Z", re.DOTALL)


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> tuple[re.Pattern[str], str]:
    folder, name = _split(pattern)
    return re.compile(_regex(folder), re.DOTALL), _regex(name)


def _split(pattern: str) -> tuple[str, str]:
    inner = pattern.lstrip("/")
    if "/" not in pattern:
        inner = f"**/{inner}"
    folder, slash, name = inner.rpartition("/")
    # everything below a folder
    return (f"{folder}/**/", "*") if name == "**" else (f"{folder}{slash}", name)


def _regex(pattern: str) -> str:
    return "".join(map(_translate, _PART.findall(pattern)))


def _translate(part: str) -> str:
    if part.startswith("[") and len(part) > 1:
        return part
    return _TRANSLATED.get(part) or re.escape(part)
