"""Where the time of a check goes: what each stage of the command takes, in milliseconds.

    scripts/bench stages [--n 50,1000,10000] [--runs 5] [--write PAGE]

A check of so many documents that nobody has read before, and one of the most of them after another title in one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from .environments import OURS, ROOT, environment
from .jobs import AS_OF
from .page import write_table
from .run import edit

SCRIPT = Path(__file__).with_name("timed_check.py")
Stages = dict[str, float]


def main(description: str | None, arguments: list[str]) -> int:
    parser = argparse.ArgumentParser("scripts/bench stages", description=description)
    parser.add_argument("--n", default="50,1000,10000", help="sizes of the corpora")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--write", type=Path, help="put the table between the `stages` comments of this page")
    options = parser.parse_args(arguments)
    sizes = [int(size) for size in options.n.split(",")]
    with tempfile.TemporaryDirectory(prefix="docgraph-stages-") as folder:
        columns = {f"{size:,}": _measured(Path(folder), size, options.runs, edited=False) for size in sizes}
        columns[f"{sizes[-1]:,} after an edit"] = _measured(Path(folder), sizes[-1], options.runs, edited=True)
    page = _table(columns)
    print(page)
    if options.write:
        write_table(options.write, "stages", page)
    return 0


def _measured(work: Path, size: int, runs: int, *, edited: bool) -> Stages:
    """The median of each stage. The first run is thrown away: it writes byte code and fills caches."""
    source, kept = work / f"docgraph-{size}", work / "kept"
    if not source.exists():
        write = [sys.executable, "-m", "scripts.bench_.write", "docgraph", str(size), str(source)]
        subprocess.run(write, check=True, cwd=ROOT)
    measured: list[Stages] = []
    for _ in range(runs + 1):
        if edited:
            edit(source, "edited")
        else:
            shutil.rmtree(kept, ignore_errors=True)
        measured.append(_timed_run(source, kept))
    return {stage: median(stages.get(stage, 0.0) for stages in measured[1:]) for stage in measured[0]}


def _timed_run(source: Path, kept: Path) -> Stages:
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env["DOCGRAPH_CACHE_DIR"] = str(kept)
    command = [str(environment(OURS) / "python"), str(SCRIPT), str(source), "--as-of", AS_OF]
    begin = time.perf_counter()
    run = subprocess.run(command, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
    wall = time.perf_counter() - begin
    stages: Stages = json.loads(run.stderr.splitlines()[-1])
    stages["Python"] = wall - sum(stages.values())
    return stages


def _table(columns: dict[str, Stages]) -> str:
    stages = list(dict.fromkeys(stage for column in columns.values() for stage in column))
    lines = [f"| | {' | '.join(columns)} |", f"|---|{'---:|' * len(columns)}"]
    lines += (
        f"| {stage} | {' | '.join(_milliseconds(column.get(stage, 0)) for column in columns.values())} |"
        for stage in stages
    )
    lines.append(f"| total | {' | '.join(_milliseconds(sum(column.values())) for column in columns.values())} |")
    return "\n".join(lines)


def _milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:,.0f}"
