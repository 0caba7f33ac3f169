"""Puts the speed of the check into the README: a few rows of the table that `scripts/bench --write` left in a page."""

from __future__ import annotations

import re
from pathlib import Path

from .page import write_table

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "content" / "project" / "measurements.md"
SIZES = (50, 1_000, 10_000)
COLUMNS = {"check": "first check", "again": "nothing changed since", "prose": "text edited", "edited": "a key edited"}
_ROW = re.compile(r"^\| `([a-z]+)-(\d+): docgraph check[^|]*\|[^|]*\|[^|]*\| ([\d.]+ m?s) \(", re.MULTILINE)


def main(_description: str | None, _arguments: list[str]) -> int:
    """Write the table into README.md."""
    write_table(ROOT / "README.md", "speed", summary(SOURCE.read_text(encoding="utf-8")))
    return 0


def summary(page: str) -> str:
    """The table for the README, made of the rows of a page with measurements."""
    medians = {(name, int(size)): time for name, size, time in _ROW.findall(page)}
    rows = [f"| {size:,} | " + " | ".join(medians.get((name, size), "") for name in COLUMNS) + " |" for size in SIZES]
    machine = re.search(r"^(.+?, \d+ cores), .*?(Python [\d.]+)", page, re.MULTILINE)
    head = ["| documents | " + " | ".join(COLUMNS.values()) + " |", "|---:" * (len(COLUMNS) + 1) + "|"]
    note = f"`docgraph check`, median wall time on {machine[1]}, {machine[2]}." if machine else ""
    return "\n".join(["", *head, *rows, "", note, ""])
