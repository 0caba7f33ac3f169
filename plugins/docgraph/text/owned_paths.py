"""Patterns of paths in CODEOWNERS files, as regular expressions.

They differ from `.gitignore`: there is no negation, no range of characters, and `docs/*` does not match files in
folders below `docs`. Sources: GitHub docs about code owners; the reference of CODEOWNERS in the docs of GitLab.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPECIAL = re.compile(r"([\\\s*?])")
_ESCAPED = re.compile(r"\\(.)|(\*+)|(\?)|([^\\*?]+)", re.DOTALL)


@lru_cache(4096)
def owned_paths(pattern: str, *, exact: bool = False) -> re.Pattern[str]:
    """The paths that a pattern matches, relative to the repository.

    With `exact`, as in GitLab, a pattern matches a folder only if it ends with `/`, and a path may follow any folder
    unless the pattern starts with `/`. Otherwise a pattern matches the content of a folder, too, and starts at the
    repository if there is a `/` in the pattern before its end.
    """
    body = pattern.strip("/")
    segments = body.split("/")
    anchored = pattern.startswith("/") or (len(segments) > 1 and not exact)
    if not body:
        return re.compile(r".+" if exact else r"(?!)", re.DOTALL)
    parts = ["" if anchored else "(?:.*/)?"]
    for number, segment in enumerate(segments):
        is_last = number == len(segments) - 1
        if segment == "**":
            parts.append(".+" if is_last else "(?:.*/)?")
        else:
            parts += [_segment(segment), "" if is_last else "/"]
    if segments[-1] != "**":
        is_folder, is_content = pattern.endswith("/"), segments[-1] == "*" and anchored
        parts.append("/.+" if is_folder else "" if exact or is_content else "(?:/.*)?")
    return re.compile("".join(parts), re.DOTALL)


def pattern_beside(path: str) -> str:
    """A pattern that matches a file and all others in its folder; only the file if it is not in a folder."""
    folder, slash, _ = path.rpartition("/")
    return "/" + _SPECIAL.sub(r"\\\1", folder + slash if slash else path)


def _segment(segment: str) -> str:
    """A name in a pattern as a regular expression; `*` and `?` match no `/`."""
    return "".join(
        "[^/]*" if stars else "[^/]" if mark else re.escape(escaped or text)
        for escaped, stars, mark, text in _ESCAPED.findall(segment)
    )
