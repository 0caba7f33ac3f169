"""The run: options, corpora, one untimed round, then every command in turn as often as asked."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from .environments import ROOT, environment
from .jobs import EDITS, PEER_DOCUMENTS, Job, jobs
from .measure import Run, measure
from .page import write_table
from .table import table


def main(description: str | None) -> int:
    """Measure and print; 1 when a command did not end well, so that a number of a failed command is not trusted."""
    options = _options(description)
    chosen = _chosen(options)
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
        measured = _measured(chosen, options.work.resolve(), options)
    else:
        with tempfile.TemporaryDirectory(prefix="docgraph-bench-") as folder:
            measured = _measured(chosen, Path(folder), options)
    page = table(measured)
    print(page)
    if options.write:
        write_table(options.write, "bench", page)
    return int(any(run.status != 0 for runs in measured.values() for run in runs))


def _options(description: str | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "scripts/bench", description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", default="50,100,1000,5000,10000,50000", help="sizes of the corpora that `check` runs on")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each command")
    parser.add_argument("--only", default="", help="names of rows, by comma: help, check-1000, doorstop, ...")
    parser.add_argument("--peers", action=argparse.BooleanOptionalAction, default=True, help="measure the peers too")
    parser.add_argument("--work", type=Path, help="keep corpora and logs in this folder")
    parser.add_argument("--write", type=Path, help="put the table between the `bench` comments of this page")
    parser.add_argument("--slow", type=float, default=20, help="what takes more seconds is timed once")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a command is ended")
    return parser.parse_args()


def _chosen(options: argparse.Namespace) -> list[Job]:
    known = jobs(sorted({int(size) for size in options.n.split(",")}))
    wanted = [name for name in options.only.split(",") if name]
    unknown = sorted(set(wanted) - {job.name for job in known})
    if unknown or options.runs < 1:
        sys.exit(f"scripts/bench: no row {', '.join(unknown)}; rows are {', '.join(job.name for job in known)}")
    if wanted:
        return [job for job in known if job.name in wanted]
    return [job for job in known if options.peers or not job.peer]


def _measured(chosen: list[Job], work: Path, options: argparse.Namespace) -> dict[Job, list[Run]]:
    """The runs of every job. The first round is thrown away: it writes byte code and fills the file cache."""
    for job in chosen:
        _prepare(job, work)
    measured: dict[Job, list[Run]] = {job: [] for job in chosen}
    slow: set[Job] = set()
    for number in range(options.runs + 1):
        for job in chosen:
            if job in slow and number > 1:
                continue
            run = _one_run(job, work, options.limit)
            if run.wall > options.slow:
                slow.add(job)
            print(f"{number}/{options.runs} {job.name}: {run.wall:.3f} s", file=sys.stderr)
            if number:
                measured[job].append(run)
    return measured


def _prepare(job: Job, work: Path) -> None:
    """The environment and the corpus of a job, the corpus written by a process of its own."""
    bin_folder = environment(job.environment)
    source = _source(job, work)
    if not job.format or source.exists():
        return
    print(f"writing {source.name} ...", file=sys.stderr)
    command = [sys.executable, "-m", "scripts.bench_.write", job.format, str(job.documents), str(source)]
    subprocess.run(command, check=True, cwd=ROOT)
    with (work / f"{job.name}.log").open("ab") as log:
        for step in job.prepare:
            words = job.words(step, bin_folder, source, work)
            subprocess.run(words, cwd=source, stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=True)


def _one_run(job: Job, work: Path, limit: float) -> Run:
    source, output, log = _source(job, work), work / f"{job.name}.out", work / f"{job.name}.log"
    kept = work / f"{job.name}.kept"
    if job.kept == "new":
        shutil.rmtree(kept, ignore_errors=True)
    elif job.kept != "again":
        edit(source, job.kept)
    for left in job.clean:
        shutil.rmtree(left.format(source=source, output=output), ignore_errors=True)
    # every tool is measured as it is installed: with its bytecode written
    env = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    env |= {"NO_MKDOCS_2_WARNING": "1", "DOCGRAPH_CACHE_DIR": str(kept)}
    words = job.words(job.command, environment(job.environment), source, output)
    run = measure(words, source if job.format else work, log, env, limit)
    if run.status != 0:
        print(f"{job.name}: exit {run.status}; its last words:\n{_tail(log)}", file=sys.stderr)
    return replace(run, wall=float(run.last_line), cpu=float(run.last_line)) if job.inner and run.status == 0 else run


def edit(source: Path, what: str) -> None:
    """Another title (`edited`) or a new last line (`prose`) in one document of the corpus."""
    document = min((source / "docs" / "outcomes").glob("*.md"))
    text = document.read_text(encoding="utf-8")
    edited = re.sub(r"(?m)^(title: .*)$", r"\1 x", text, count=1) if what == "edited" else f"{text}One more line.\n"
    assert edited != text
    document.write_text(edited, encoding="utf-8")


def _source(job: Job, work: Path) -> Path:
    """A corpus that is edited is a corpus of its own."""
    own = f"-{job.kept}" if job.kept in EDITS else ""
    return work / f"{job.format}-{job.documents or PEER_DOCUMENTS}{own}"


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-8:])
