"""Validates settings that are paths of folders or `.gitignore` patterns."""

from __future__ import annotations

import os
from typing import Any

from docgraph.adopt.gitignore import path_test
from docgraph.model.settings_error import SettingsError

_LONGEST = 60


def folder_named(value: Any, key: str) -> str:
    """The value of a setting that names the docs folder; `docs` if it is empty.

    `key` is the name of the setting, for messages. Raises `SettingsError` if the value cannot be a path.
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
    """The value of a setting with `.gitignore` patterns, one per line; empty if it is not set.

    `key` is the name of the setting, for messages. Raises `SettingsError` if the value is not text, or if a pattern is
    invalid.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        kind = "a list" if isinstance(value, list) else f"`{cropped(value)}`"
        raise SettingsError(f"`{key}` must be text with a pattern on each line, not {kind}", (key,))
    for line in value.splitlines():
        if path_test(line) is None:
            raise SettingsError(f"`{key}` must be `.gitignore` patterns, not `{cropped(line)}`", (key,))
    return value


def cropped(value: Any) -> str:
    """The value as text for a message, truncated if it is long."""
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
