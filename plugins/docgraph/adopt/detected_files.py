"""A group of recognized files, with the settings that adopt them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

_SPECIAL = re.compile(r"([\\*?!#\[\]])")
_ESCAPE = r"\\\1"


class DetectedFiles(Struct, frozen=True):
    """Files of one form in one folder.

    `what` describes the files. `pattern` and `setting` are a key of the setting `kinds` and its value. `pattern` is
    empty for files that `kinds` cannot adopt, such as agent definitions. `excluded` are patterns for pages that
    `pattern` matches although they are not records, such as a README.
    """

    what: str
    folder: str
    count: int
    pattern: str = ""
    setting: str = ""
    excluded: tuple[str, ...] = ()

    def entries(self) -> Iterator[tuple[str, str]]:
        """The entries of the `kinds` setting that adopt the files, each with its value in TOML."""
        if self.pattern:
            yield self.pattern, self.setting
            yield from ((pattern, "false") for pattern in self.excluded)


def paths_below(folder: str, pages: Mapping[str, Sequence[str]]) -> list[str]:
    """The paths in a folder and in the folders below it. `pages` are paths by folder."""
    return [path for place, found in pages.items() if f"{place}/".startswith(f"{folder}/") for path in found]


def escaped_pattern(folder: str, name: str, *, is_glob: bool = True) -> str:
    """A pattern that matches `name` only in `folder`.

    Special characters in `folder` are escaped; those in `name` too, unless it is itself a pattern.
    """
    last = name if is_glob else _SPECIAL.sub(_ESCAPE, name)
    return f"{escaped_folder(folder)}{last}" if folder else f"/{last}"


def escaped_folder(folder: str) -> str:
    """A pattern for exactly this folder, with a `/` at its end; empty for an empty path."""
    return f"{_SPECIAL.sub(_ESCAPE, folder)}/" if folder else ""
