"""The error for a project without records, which must not pass a check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgraph.app import CheckResult


def no_records_message(result: CheckResult, docs: Path | str, allowed_by: str = "") -> str:
    """An error message if `docs` has no record; empty if it has one or `allow-empty` is set.

    `allowed_by` is the option or setting that allows an empty folder, for the message.
    """
    if not result.is_empty:
        return ""
    pages = "1 page" if result.pages == 1 else f"{result.pages} pages"
    return f"no document with a `kind` in {docs} ({pages} read)" + (
        f"; use {allowed_by} if this is intended" if allowed_by else ""
    )
