"""One run of one command: wall time, processor time, peak memory, and what the rest of the machine did meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

# The kernel counts in KiB, but for macOS, which counts in bytes.
MEBIBYTE = 1024 * 1024 if sys.platform == "darwin" else 1024


@dataclass(frozen=True, slots=True)
class Run:
    """Seconds, MiB and exit status (None: ended at the time limit). Peak is the largest single process."""

    wall: float
    cpu: float
    peak: float
    status: int | None
    noisy: bool
    last_line: str = ""
    """The last line of the output."""


def measure(command: list[str], folder: Path, log: Path, env: dict[str, str], limit: float) -> Run:
    """Run `command` in `folder` with its output in `log`. It is ended after `limit` seconds."""
    late = threading.Event()
    begin = log.stat().st_size if log.exists() else 0
    with log.open("ab") as output:
        busy, start = _busy_seconds(), time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
        )

        def end() -> None:
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit, end)
        timer.start()
        try:
            _, status, used = os.wait4(process.pid, 0)
        except BaseException:
            end()
            raise
        finally:
            timer.cancel()
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
    cpu = used.ru_utime + used.ru_stime
    others = _busy_seconds() - busy - cpu
    return Run(
        wall=wall,
        cpu=cpu,
        peak=used.ru_maxrss / MEBIBYTE,
        status=None if late.is_set() else process.returncode,
        noisy=others > 0.1 * wall + 0.05,
        last_line=_last_line(log, begin),
    )


def _last_line(log: Path, begin: int) -> str:
    with log.open("rb") as file:
        file.seek(begin)
        lines = file.read().decode("utf-8", "replace").splitlines()
    return lines[-1] if lines else ""


def _busy_seconds() -> float:
    """Seconds of processor time that the whole machine has used since it started (Linux; 0 elsewhere)."""
    try:
        first = Path("/proc/stat").read_text(encoding="ascii").split("\n", 1)[0]
    except OSError:
        return 0.0
    user, nice, system, _idle, _wait, irq, softirq, steal = (int(ticks) for ticks in first.split()[1:9])
    return (user + nice + system + irq + softirq + steal) / os.sysconf("SC_CLK_TCK")
