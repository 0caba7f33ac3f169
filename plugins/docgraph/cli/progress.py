"""Shows the progress of a long run on one line of a terminal, through standard error."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from functools import wraps
from types import FrameType
from typing import ParamSpec, TypeVar

import click

_Parameters = ParamSpec("_Parameters")
_Result = TypeVar("_Result")
DELAY = 1.0
"""Seconds until the progress line appears, and between updates of the line."""
_ERASE = "\r\x1b[K"


class _Line:
    def __init__(self) -> None:
        self.activity = ""
        self.begin = 0.0
        self.has_timer = False
        self.is_shown = False

    def start(self) -> None:
        self.activity, self.begin, self.has_timer = "reading the project", time.monotonic(), True
        signal.signal(signal.SIGALRM, self.update)
        signal.setitimer(signal.ITIMER_REAL, DELAY, DELAY)

    def stop(self) -> None:
        if self.has_timer:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            self.has_timer = False
        if self.is_shown:
            self.is_shown = False
            self._write(_ERASE)

    def update(self, _signal: int, _frame: FrameType | None) -> None:
        seconds = time.monotonic() - self.begin
        self.is_shown = self._write(f"{_ERASE}docgraph: {self.activity} ({seconds:.0f} s)")

    def _write(self, text: str) -> bool:
        try:
            # a signal may interrupt a change of the buffer of `sys.stderr`
            os.write(sys.stderr.fileno(), text.encode())
        except (OSError, ValueError):
            return False  # the terminal is gone
        return True


_LINE = _Line()


def shows_progress(function: Callable[_Parameters, _Result]) -> Callable[_Parameters, _Result]:
    """Decorator: show a progress line while the function runs, if it runs longer than `DELAY`.

    A signal timer updates the line instead of a thread, because docgraph forks only while it has one thread. Decorated
    functions that call each other share one line.
    """

    @wraps(function)
    def shown(*arguments: _Parameters.args, **named: _Parameters.kwargs) -> _Result:
        if not _is_possible():
            return function(*arguments, **named)
        _LINE.start()
        try:
            return function(*arguments, **named)
        finally:
            _LINE.stop()

    return shown


def set_activity(activity: str) -> None:
    """Set the text of the progress line, such as `checking 1,000 pages`."""
    _LINE.activity = activity


def end_progress() -> None:
    """Erase the progress line and stop its updates, so that a message can be printed."""
    _LINE.stop()


def _is_possible() -> bool:
    if not hasattr(signal, "setitimer") or sys.stderr is None or not sys.stderr.isatty():
        return False
    if os.environ.get("CI") or os.environ.get("TERM") == "dumb":
        return False
    context = click.get_current_context(silent=True)
    is_silent = context is not None and context.params.get("is_silent", False)
    return not is_silent and signal.getsignal(signal.SIGALRM) is signal.SIG_DFL
