"""Runs a part of the work in a child process if forking is safe and there is a second core."""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TypeVar

from msgspec import Struct

_Parsed = TypeVar("_Parsed")
_PR_SET_PDEATHSIG = 1
"""From `linux/prctl.h`: sets the signal that a process gets when its parent process ends."""


def can_fork() -> bool:
    """Whether forking is safe (Linux, one thread) and a second core is available."""
    alone = threading.active_count() == 1 and sys.platform == "linux"
    return alone and len(os.sched_getaffinity(0)) > 1


class SecondProcess(Struct):
    """A child process with the id `process`, which writes its output to `file`."""

    process: int
    file: IO[bytes]

    def result(self) -> bytes | None:
        """Wait for the child process and return its output; None if it failed. Call it only once."""
        try:
            _, status = os.waitpid(self.process, 0)
        except ChildProcessError:
            status = -1  # our parent ignores SIGCHLD, so the kernel has discarded the exit status
        with self.file as file:
            file.seek(0)
            return file.read() if status == 0 else None


class BothEnds:
    """Distributes item numbers to two processes, one upward from 0 and one downward from the end.

    The counters are in shared memory. If both processes take the last item at the same moment, both process it.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self._taken = memoryview(mmap.mmap(-1, 8)).cast("I")
        """The number of items that each of the two processes has taken, in shared memory."""

    def from_front(self) -> Iterator[int]:
        """Yield numbers upward from 0 until the two processes have taken all items."""
        taken = self._taken
        while taken[0] + taken[1] < self._number:
            taken[0] += 1
            yield taken[0] - 1

    def from_back(self) -> Iterator[int]:
        """Yield numbers downward from the last item until the two processes have taken all items."""
        taken = self._taken
        while taken[0] + taken[1] < self._number:
            taken[1] += 1
            yield self._number - taken[1]


def in_two_processes(
    number: int, parsed: Callable[[int], _Parsed], lines: Callable[[Iterator[int]], Iterable[bytes]]
) -> tuple[list[_Parsed], list[bytes]]:
    """Process items in two processes, one from the first item on and one backward from the last.

    - `parsed` processes one item in this process, given its number from 0.
    - `lines` yields a line for each item number in the child process.
    - Returns the results for the first items, and the lines for the rest, both in the order of the items. A line is
      empty if the child process failed before it.
    """
    ends = BothEnds(number)
    second = started(lambda: lines(ends.from_back()))
    first = [parsed(item) for item in ends.from_front()]
    rest = number - len(first)
    found = (second.result() or b"").splitlines()[:rest]
    return first, [*[b""] * (rest - len(found)), *reversed(found)]


def started(work: Callable[[], Iterable[bytes]]) -> SecondProcess:
    """Fork a child process that writes the output of `work` to a file and then exits."""
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
        # exit handlers of the parent must not run a second time
        os._exit(status)


def _end_with(parent: int) -> None:
    """Make the kernel kill this process when its parent process ends."""
    import ctypes
    import signal

    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
