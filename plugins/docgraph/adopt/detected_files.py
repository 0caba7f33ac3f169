"""A group of files that docgraph could read as records, with the settings that adopt them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

_SPECIAL = re.compile(r"([\\*?!#\[\]])")
_ESCAPE = r"\\\1"


class DetectedFiles(Struct, frozen=True):
    """Files with the same format in a folder, and the settings that adopt them.

    - `what` describes the files, such as `runbooks`.
    - `pattern` and `setting` are a key of the setting `kinds` and its value in TOML. `pattern` is empty if `kinds`
      cannot adopt the files, as for agent definitions.
    - `excluded` are patterns for pages that `pattern` matches although they are not records, such as a README.
    """

    what: str
    folder: str
    count: int
    pattern: str = ""
    setting: str = ""
    excluded: tuple[str, ...] = ()

    def entries(self) -> Iterator[tuple[str, str]]:
        """Yield the keys of the setting `kinds` that adopt the files, with their values in TOML."""
        if self.pattern:
            yield self.pattern, self.setting
            yield from ((pattern, "false") for pattern in self.excluded)


def paths_below(folder: str, pages: Mapping[str, Sequence[str]]) -> list[str]:
    """The paths in a folder and its subfolders. `pages` maps folders to paths."""
    return [path for place, found in pages.items() if f"{place}/".startswith(f"{folder}/") for path in found]


def escaped_pattern(folder: str, name: str, *, is_glob: bool = True) -> str:
    """A pattern for `name` in `folder`, relative to the project.

    Special characters in `folder` are escaped. With `is_glob`, `name` is itself a pattern, such as `**/*.md`.
    """
    last = name if is_glob else _SPECIAL.sub(_ESCAPE, name)
    return f"{escaped_folder(folder)}{last}" if folder else f"/{last}"


def escaped_folder(folder: str) -> str:
    """A pattern for a folder, ending with `/`; empty for the project folder."""
    return f"{_SPECIAL.sub(_ESCAPE, folder)}/" if folder else ""
