"""What hostile documents cost: each construct repeated up to 1 MB, checked by a process of its own.

    scripts/bench hostile [--size 1000000] [--only NAME,...] [--formats text,json,github] [--limit 20] [--all]

Prints the documents that take more than 2 s of processor time or 200 MB, start of Python included, or whose time
grows faster than their size: measured at a quarter, a half and the whole. `--all` prints every one.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .environments import OURS, ROOT, environment
from .jobs import AS_OF
from .measure import Run, measure

SECONDS, MEBIBYTES = 2.0, 200
GROWTH = 2.6
"""Twice the size may take so many times the processor time above that of a small document."""
SHORTEST = 0.4
"""Seconds above those of a small document, below which growth is not looked at."""
HEAD = "| document | ¼ | ½ | whole | growth | MiB | exit | |\n|---|---:|---:|---:|---:|---:|---:|---|"
PERSON = "---\nkind: person\ntitle: Jane Doe\njoined: 2020-01-01\n---\n"


@dataclass(frozen=True, slots=True)
class Row:
    """The runs of one document in one format, smallest first, and the seconds of a run on next to nothing."""

    name: str
    runs: tuple[Run, ...]
    start: float

    @property
    def growth(self) -> float:
        before, after = self.runs[-2].cpu - self.start, self.runs[-1].cpu - self.start
        return after / before if before > 0.02 and after > SHORTEST else 0.0

    @property
    def fault(self) -> str:
        last = self.runs[-1]
        faults = (
            ("ended at the limit", last.status is None),
            (f"exit {last.status}", last.status not in (None, 0, 1, 2)),
            (f"over {SECONDS:g} s", last.cpu > SECONDS),
            (f"over {MEBIBYTES} MiB", last.peak > MEBIBYTES),
            ("super-linear", self.growth > GROWTH),
        )
        return ", ".join(text for text, holds in faults if holds)

    def __str__(self) -> str:
        times = " | ".join(f"{run.cpu:.2f}" for run in self.runs)
        last = self.runs[-1]
        return f"| {self.name} | {times} | {self.growth:.1f} | {last.peak:.0f} | {last.status} | {self.fault} |"


def main(description: str | None, arguments: list[str]) -> int:
    """Print the table; 1 when a document costs too much."""
    options = _options(description, arguments)
    sys.path[:0] = [str(ROOT / "plugins"), str(ROOT)]
    if importlib.util.find_spec("pydantic") is None:
        command = [str(environment(OURS) / "python"), str(ROOT / "scripts" / "bench"), "hostile", *arguments]
        return subprocess.run(command, check=False).returncode
    from tests.cost.inputs import cases

    wanted = [name for name in options.only.split(",") if name]
    chosen = [case for case in cases() if not wanted or any(name in case.name for name in wanted)]
    rows: list[Row] = []
    print(HEAD, flush=True)
    with tempfile.TemporaryDirectory(prefix="docgraph-hostile-") as folder:
        work = Path(folder)
        start = min(_run(work, "Text.\n", "text", options.limit).cpu for _ in range(3))
        for case in chosen:
            texts = [case.text(options.size // part) for part in ((4, 2, 1) if options.growth else (2, 1))]
            for form in options.formats.split(","):
                row = Row(
                    f"{case.name} ({form})", tuple(_run(work, text, form, options.limit) for text in texts), start
                )
                rows.append(row)
                if row.fault or options.all:
                    print(row, flush=True)
    print(_total(rows, start))
    return int(any(row.fault for row in rows))


def _options(description: str | None, arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "scripts/bench hostile", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=1_000_000, help="characters of the largest document")
    parser.add_argument("--only", default="", help="parts of names, by comma")
    parser.add_argument("--formats", default="text,json,github", help="formats of the report, by comma")
    parser.add_argument("--limit", type=float, default=20, help="seconds after which a check is ended")
    parser.add_argument("--growth", action=argparse.BooleanOptionalAction, default=True, help="measure a quarter too")
    parser.add_argument("--all", action="store_true", help="print every document")
    return parser.parse_args(arguments)


def _run(work: Path, text: str, form: str, limit: float) -> Run:
    """One check of a project that holds the document and a person."""
    docs, log = work / "docs", work / "log"
    docs.mkdir(exist_ok=True)
    (work / "docgraph.toml").write_text(f"as-of = {AS_OF}\n", encoding="utf-8")
    (docs / "jane.doe.md").write_text(PERSON, encoding="utf-8")
    (docs / "hostile.md").write_bytes(text.encode())
    log.unlink(missing_ok=True)
    env = os.environ | {"DOCGRAPH_CACHE_DIR": "off", "PYTHONPATH": str(ROOT / "plugins")}
    return measure([sys.executable, "-m", "docgraph", "check", ".", "--format", form], work, log, env, limit)


def _total(rows: Iterable[Row], start: float) -> str:
    last = [row.runs[-1] for row in rows]
    faults = sum(bool(row.fault) for row in rows)
    return (
        f"\n{len(last)} documents, {faults} of them over a limit; a small document takes {start:.2f} s. "
        f"Slowest {max((run.cpu for run in last), default=0):.2f} s, "
        f"largest {max((run.peak for run in last), default=0):.0f} MiB."
    )
