"""What to say where no record was read: a gate that checked nothing must not pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgraph.app import Result


def nothing_read(result: Result, docs: Path | str, way_out: str = "") -> str:
    """The message that no record was read from the folder `docs`; empty where one was, or where none has to be.

    `way_out` names the option or setting that permits it.
    """
    if not result.is_empty:
        return ""
    pages = "1 page" if result.pages == 1 else f"{result.pages} pages"
    return f"no document with a `kind` in {docs} ({pages} read)" + (f"; {way_out} if that is meant" if way_out else "")
