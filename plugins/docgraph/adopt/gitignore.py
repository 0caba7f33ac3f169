"""Compiles patterns in `.gitignore` syntax."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec.gitignore import GitIgnoreSpec

PathTest = Callable[[str], bool]


def spec_of(lines: Iterable[str]) -> GitIgnoreSpec:
    """Compile the lines of a `.gitignore` file. Raises `ValueError` or `re.error` for an invalid pattern."""
    from pathspec.gitignore import GitIgnoreSpec  # slow to import, and few projects need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # from `re`, for a pattern such as `[[`
        return GitIgnoreSpec.from_lines(lines)


def path_test(pattern: str) -> PathTest | None:
    """A function that returns whether a path matches `pattern`; None if the pattern is invalid."""
    try:
        return spec_of([pattern]).match_file
    except (ValueError, re.error):
        return None
