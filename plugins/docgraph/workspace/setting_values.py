"""Validates values of settings: names of folders, and `.gitignore` patterns."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from docgraph.model.settings_error import SettingsError

if TYPE_CHECKING:
    from pathspec.gitignore import GitIgnoreSpec

_LONGEST = 60


def folder_named(value: Any, key: str) -> str:
    """The folder in the setting `key`; `docs` if the setting is empty.

    Raises `SettingsError` if the value cannot be a path.
    """
    if value in (None, ""):
        return "docs"
    try:
        if isinstance(value, str) and b"\0" not in os.fsencode(value):
            return value
    except UnicodeEncodeError:
        pass
    raise SettingsError(f"`{key}` must be the path of a folder, not `{cropped(value)}`", (key,))


def patterns_in(value: Any, key: str) -> str:
    """The `.gitignore` patterns in the setting `key`, one per line; empty if it is not set.

    Raises `SettingsError` if the setting is not text, or if a pattern is invalid.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else f"`{cropped(value)}`"
        raise SettingsError(f"`{key}` must be text with a pattern on each line, not {kind}", (key,))
    for line in value.splitlines():
        if not is_pattern(line):
            raise SettingsError(f"`{key}` must be `.gitignore` patterns, not `{cropped(line)}`", (key,))
    return value


def is_pattern(line: str) -> bool:
    """Whether a line is valid in a `.gitignore` file."""
    try:
        spec_of([line])
    except (ValueError, re.error):
        return False
    return True


def spec_of(lines: Sequence[str]) -> GitIgnoreSpec:
    """Compile the lines of a `.gitignore` file.

    Raises `ValueError` or `re.error` if a pattern is invalid.
    """
    from pathspec.gitignore import GitIgnoreSpec

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # from `re`, for a pattern such as `[[`
        return GitIgnoreSpec.from_lines(lines)


def cropped(value: Any) -> str:
    """A value as text, truncated for use in a message."""
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
