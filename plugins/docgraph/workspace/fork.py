"""A second process that does part of the work at the same time: a copy of this one, where that is safe and pays."""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import IO

from msgspec import Struct

_PR_SET_PDEATHSIG = 1
"""Of `linux/prctl.h`: the signal that a process gets when its parent ends."""


def possible() -> bool:
    """Whether a copy of this process is safe, and has a core of its own."""
    alone = threading.active_count() == 1 and sys.platform == "linux"
    return alone and len(os.sched_getaffinity(0)) > 1


class SecondProcess(Struct):
    """A running copy, and the file that it writes to."""

    process: int
    file: IO[bytes]

    def result(self) -> bytes | None:
        """What it wrote, once it has ended; None if it did not end well, or nobody knows. Asked once."""
        try:
            _, status = os.waitpid(self.process, 0)
        except ChildProcessError:
            status = -1  # whoever started us does not wait for children, so the system has forgotten how it ended
        with self.file as file:
            file.seek(0)
            return file.read() if status == 0 else None


class BothEnds:
    """One row of so many pieces of work, which two processes take from either end until they meet.

    A piece that both reach at the same moment is taken by both; none is left out.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._taken = memoryview(mmap.mmap(-1, 8)).cast("I")
        """How many are taken from the front, and from the back: memory that a copy of this process shares."""

    def from_front(self) -> Iterator[int]:
        taken = self._taken
        while taken[0] + taken[1] < self._number:
            taken[0] += 1
            yield taken[0] - 1

    def from_back(self) -> Iterator[int]:
        taken = self._taken
        while taken[0] + taken[1] < self._number:
            taken[1] += 1
            yield self._number - taken[1]


def started(work: Callable[[], Iterable[bytes]]) -> SecondProcess:
    """A copy of this process that writes what `work` gives, and does nothing else."""
    file = tempfile.TemporaryFile()  # noqa: SIM115  it is read and closed when the copy has ended
    parent = os.getpid()
    process = os.fork()
    if process:
        return SecondProcess(process, file)
    status = 1
    try:
        _end_with(parent)
        for part in work():
            file.write(part)
        file.flush()
        status = 0
    finally:
        # no handler of the copied process may run a second time
        os._exit(status)


def _end_with(parent: int) -> None:
    """Let this process end with `parent`, however that ends: nothing may be written into a site after its build."""
    import ctypes
    import signal

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
