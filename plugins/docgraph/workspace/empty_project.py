"""The error about a project without records, which would otherwise pass every check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docgraph.workspace.config_file import OWN_FILE, nearest_configuration
from docgraph.workspace.symlinks import printable

if TYPE_CHECKING:
    from docgraph.app import CheckResult


def no_records_message(result: CheckResult, docs: Path | str, allowed_by: str = "") -> str:
    """An error message if the docs folder `docs` has no record.

    The message lists pages that look like records in a known format, each with a setting that reads them. Without such
    pages, it names `allowed_by`, an option or setting such as `--allow-empty`. Empty if there is a record, or if a
    project without records is allowed.
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
    from docgraph.adopt.detect import BEGINNING, detect, kinds_entry  # few projects need it

    configuration = nearest_configuration(docs)
    is_toml = configuration is None or configuration.name == OWN_FILE
    texts = result.graph.texts
    found = []
    for group in detect(texts, lambda path: texts[path].content[:BEGINNING]):
        what = f"{_pages(group.count)} like {group.what} under {group.folder}/"
        for entry in group.entries():
            found.append((what, ("kinds." if is_toml else "") + kinds_entry(*entry, is_toml=is_toml)))
            what = ""
    width = max((len(what) for what, _ in found), default=0)
    where = "" if is_toml else " below `kinds:`"
    lines = [printable(f"  {what:<{width}}    add{where}  {setting}") for what, setting in found]
    # `docgraph init` leaves existing settings unchanged
    return [*lines, "Run `docgraph init` to write these settings."] if lines and configuration is None else lines


def _pages(count: int) -> str:
    return "1 page looks" if count == 1 else f"{count} pages look"
