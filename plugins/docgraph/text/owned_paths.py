"""Converts path patterns of CODEOWNERS files to regular expressions.

Unlike `.gitignore`, CODEOWNERS has no negation and no character ranges, and `docs/*` does not match files in folders
below `docs`. Sources: the pages about code owners in the docs of GitHub and GitLab.
"""

from __future__ import annotations

import re
from functools import lru_cache

_SPECIAL = re.compile(r"([\\\s*?])")
_ESCAPED = re.compile(r"\\(.)|(\*+)|(\?)|([^\\*?]+)", re.DOTALL)


@lru_cache(4096)
def owned_paths(pattern: str, *, exact: bool = False) -> re.Pattern[str]:
    """A regular expression for the paths that a CODEOWNERS pattern matches, relative to the repository.

    By default, it follows GitHub: `docs` also matches the content of a folder `docs`, and `docs/api` matches only at
    the root of the repository. With `exact`, it follows GitLab: only `docs/` matches the content of a folder, and
    `docs/api` matches in every folder, unless it starts with `/`.
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
    """A CODEOWNERS pattern for the folder of a file: `/docs/` for `docs/a.md`. For `a.md`, the file itself: `/a.md`."""
    folder, slash, _ = path.rpartition("/")
    return "/" + _SPECIAL.sub(r"\\\1", folder + slash if slash else path)


def _segment(segment: str) -> str:
    """The regular expression for one segment between slashes; `*` and `?` never match a `/`."""
    return "".join(
        "[^/]*" if stars else "[^/]" if mark else re.escape(escaped or text)
        for escaped, stars, mark, text in _ESCAPED.findall(segment)
    )
