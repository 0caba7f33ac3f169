"""Groups of path patterns, matched against many paths: `**/` matches any folders, `*` matches within a name."""

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
    """Finds the first group with a pattern that matches a path.

    A pattern without `/` matches at any depth; a pattern that starts with `/` only from the top. The part of a pattern
    before its last `/` is matched once for each folder, which makes the test of a file in a folder cheap.
    """

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        parts = [(*_compiled(pattern), number) for number, patterns in enumerate(groups) for pattern in patterns]
        self._names = [(name, number) for _, name, number in parts]
        in_folder: dict[re.Pattern[str], set[int]] = defaultdict(set)
        for position, (folder, _, _) in enumerate(parts):
            in_folder[folder].add(position)
        self._folders = [*in_folder.items()]
        """For each pattern of folders, the positions in `_names` of the patterns in such a folder."""
        self._endings = tuple({_WILDCARD.split(pattern)[-1] for patterns in groups for pattern in patterns})
        """How the paths end that may match. Most paths of a repository end otherwise."""
        self._by_folder: dict[str, re.Pattern[str]] = {}
        self._by_names: dict[tuple[tuple[str, int], ...], re.Pattern[str]] = {}

    def first(self, path: str) -> int | None:
        """The number of the first group with a pattern that matches a path; None if there is none."""
        if not path.endswith(self._endings):
            return None
        folder, slash, name = path.rpartition("/")
        names = self._by_folder.get(folder) or self._names_in(folder, f"{folder}{slash}")
        found = names.match(name)
        return int((found.lastgroup or "")[1:]) if found else None

    def _names_in(self, key: str, folder: str) -> re.Pattern[str]:
        """The pattern for names of files in a folder. Its groups are numbered like the groups of patterns."""
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
    """The compiled pattern for the folder of a file, and the regular expression for its name.

    Every check of a process uses the same patterns of the formats.
    """
    folder, name = _split(pattern)
    return re.compile(_regex(folder), re.DOTALL), _regex(name)


def _split(pattern: str) -> tuple[str, str]:
    """The patterns for the folder of a file, with a `/` at its end, and for its name."""
    inner = pattern.lstrip("/")
    if "/" not in pattern:
        inner = f"**/{inner}"
    folder, slash, name = inner.rpartition("/")
    # everything below a folder
    return (f"{folder}/**/", "*") if name == "**" else (f"{folder}{slash}", name)


def _regex(pattern: str) -> str:
    """The regular expression for a pattern."""
    return "".join(map(_translate, _PART.findall(pattern)))


def _translate(part: str) -> str:
    if part.startswith("[") and len(part) > 1:
        return part
    return _TRANSLATED.get(part) or re.escape(part)
