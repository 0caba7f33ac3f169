"""Writes fixed files, or shows the changes as a diff."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import unified_diff
from pathlib import Path

from docgraph.model.settings_error import SettingsError
from docgraph.model.source_file import SourceFile
from docgraph.workspace.atomic_write import replace_file

_LINE = re.compile(r"[^\n]*\n|[^\n]+")


def write(root: Path, changed: Iterable[SourceFile]) -> None:
    """Write the changed files, each atomically.

    `root` is the root folder of the project. Raises `SettingsError` if a file is not writable.
    """
    for source in changed:
        try:
            replace_file(root / source.path, source.content)
        except OSError as error:
            raise SettingsError(f"{source.path}: cannot be written: {error.strerror}") from None


def differences(before: Mapping[str, bytes], changed: Iterable[SourceFile]) -> Iterator[str]:
    """Yield the lines of a unified diff of all changed files.

    `before` maps paths to contents. A file without an entry is new.
    """
    for source in changed:
        is_new = source.path not in before
        # `git apply` splits lines only at LF, unlike `str.splitlines`
        old, new = (_LINE.findall(content.decode()) for content in (before.get(source.path, b""), source.content))
        names = ("/dev/null" if is_new else f"a/{source.path}", f"b/{source.path}")
        for line in unified_diff(old, new, *names):
            yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
