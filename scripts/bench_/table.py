"""The table: a row for each job with its medians and ratio, and what it was measured on."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from .environments import versions
from .jobs import Job
from .measure import Run

HEAD = (
    "| command | documents | runs | wall, median (min to max) | ratio | processor | peak memory | goal |\n"
    "|---|---:|---:|---:|---|---:|---:|---|"
)


def table(measured: dict[Job, list[Run]]) -> str:
    """Markdown. A run during which the rest of the machine was busy counts only where there is no quiet one."""
    counted = {job: [run for run in runs if not run.noisy] or runs for job, runs in measured.items() if runs}
    medians = {job.name: median(run.wall for run in runs) for job, runs in counted.items()}
    rows = [HEAD]
    for job, runs in counted.items():
        walls = [run.wall for run in runs]
        ratio = medians[job.name] / medians[job.against] if job.against in medians else None
        cells = [
            f"`{shown(job)}`",
            f"{job.documents:,}" if job.documents else "",
            str(len(runs)) + (" (busy machine)" if runs[0].noisy else ""),
            f"{_seconds(median(walls))} ({_seconds(min(walls))} to {_seconds(max(walls))})",
            f"{ratio:.2f} × {job.against}" if ratio is not None else "",
            _seconds(median(run.cpu for run in runs)),
            f"{median(run.peak for run in runs):.0f} MiB",
            _failure(runs) or job.aim(medians[job.name], ratio, median(run.peak for run in runs)),
        ]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([*rows, "", _ground(measured)])


def print_limits(rows: Sequence[tuple[str, float, float | None]]) -> int:
    """Print a name, a measured value and its limit in each row. The exit status is 1 if a value is over its limit."""
    print("| measure | median | limit |\n|---|---:|---:|")
    for name, value, limit in rows:
        print(f"| {name} | {value:.2f} | {'' if limit is None else f'{limit:g}'} |")
    return int(any(limit is not None and value > limit for _, value, limit in rows))


def shown(job: Job) -> str:
    """The job's name with the command as a person would type it; a floor is no command of anybody's."""
    if job.inner:
        return job.name
    words = [word for word in job.command.split() if "{" not in word and word not in ("-f", "-d", "-j", "--root")]
    # a script is known by its name: where this clone lies is of no interest
    names = [Path(word).name if Path(word).is_absolute() else word for word in words]
    return f"{job.name}: {' '.join(names)}"


def _failure(runs: list[Run]) -> str:
    bad = sorted({"time limit" if run.status is None else f"exit {run.status}" for run in runs if run.status != 0})
    return f"**failed: {', '.join(bad)}**" if bad else ""


def _seconds(value: float) -> str:
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def _ground(measured: dict[Job, list[Run]]) -> str:
    names = sorted({job.environment for job in measured})
    installed = ", ".join(version for name in names for version in versions(name))
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}; {installed}. Commands took turns in one run; "
        "peak is the largest single process."
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
