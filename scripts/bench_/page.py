"""The page of the docs that tables are put into."""

from __future__ import annotations

import sys
from pathlib import Path


def write_table(page: Path, name: str, table: str) -> None:
    """Put a table between the two comments `name` of a page; everything else stays as it is."""
    before, opened, rest = page.read_text(encoding="utf-8").partition(f"<!-- {name} -->")
    _, closed, after = rest.partition(f"<!-- /{name} -->")
    if not (opened and closed):
        sys.exit(f"{page} has no <!-- {name} --> and <!-- /{name} --> comments")
    page.write_text(f"{before}{opened}\n{table}\n{closed}{after}", encoding="utf-8")
