"""The error for a project without records, so that such a project does not pass a check.

The error also lists pages that look like documents of a known format.
"""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING

from docgraph.workspace.config_file import SITE_CONFIG_FILES, nearest_project
from docgraph.workspace.symlinks import printable

if TYPE_CHECKING:
    from docgraph.app import CheckResult

_READ = 20_000
"""The characters of a page by which its form is recognized."""


def no_records_message(result: CheckResult, docs: Path | str, allowed_by: str = "") -> str:
    """An error message if `docs` has no record.

    Empty if it has a record or `allow-empty` is set. `allowed_by` is the option or setting that allows an empty folder,
    for the message. The message lists pages that look like documents of a known format, with the setting that adopts
    them.
    """
    if not result.is_empty:
        return ""
    pages = "1 page" if result.pages == 1 else f"{result.pages} pages"
    message = f"no document with a `kind` in {docs} ({pages} read)"
    hints = _hints(result, Path(docs))
    if hints:
        return "\n".join((f"{message}; add a setting to read", *hints))
    return message + (f"; use {allowed_by} if this is intended" if allowed_by else "")


def _hints(result: CheckResult, docs: Path) -> list[str]:
    """A line for each group of pages that look like documents of a known format.

    The line has the setting that adopts the pages.
    """
    from docgraph.adopt.detect import detect  # few projects need it

    root = nearest_project(docs)
    is_toml = not any((root / name).is_file() for name in SITE_CONFIG_FILES)
    texts = result.graph.texts
    found = []
    for group in detect(texts, lambda path: texts[path].content[:_READ]):
        entries = ((group.pattern, group.setting), *((pattern, "false") for pattern in group.excluded))
        what = f"{_pages(group.count)} like {group.what} under {group.folder}/"
        for pattern, setting in entries if group.pattern else ():
            found.append((what, _entry(pattern, setting, is_toml=is_toml)))
            what = ""
    width = max((len(what) for what, _ in found), default=0)
    where = "" if is_toml else " below `kinds:`"
    lines = [printable(f"  {what:<{width}}    add{where}  {setting}") for what, setting in found]
    return [*lines, "Run `docgraph init` to write these settings."] if lines and is_toml else lines


def _entry(pattern: str, setting: str, *, is_toml: bool) -> str:
    """An entry of the `kinds` setting; `setting` is the value of the entry as in TOML."""
    if is_toml:
        return f"kinds.{dumps(pattern)} = {setting}"
    return f"{dumps(pattern)}: {setting.replace(' = ', ': ').replace('{ ', '{').replace(' }', '}')}"


def _pages(count: int) -> str:
    return "1 page looks" if count == 1 else f"{count} pages look"
