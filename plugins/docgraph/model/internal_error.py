"""Describes an unexpected exception by the docgraph function that raised it.

The description never quotes a document.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgraph.model.location import Location
from docgraph.model.problem import Problem

RULE_NAME = "internal-error"
"""The name of the rule that reports internal errors."""
CODE = "INT001"
EXIT_STATUS = 70
"""The exit status after an internal error: `EX_SOFTWARE` of sysexits.h."""
_PACKAGE = __name__.partition(".")[0]

Frame = tuple[str, str, int]
"""Module, function and line."""


def internal_error_problem(at: Location, what: str, error: Exception) -> Problem:
    """The problem that an unexpected `error` occurred. `what` names the operation that failed."""
    return Problem(
        RULE_NAME,
        at,
        f"{what}: {describe_exception(error)}",
        "report this message to the docgraph maintainers; it contains no part of your documents",
    )


def describe_exception(error: Exception) -> str:
    """Where an exception was raised: `ValueError in docgraph.parse.pipeline:read:57`.

    The message is left out because it may quote a document. File paths are left out because they differ between
    machines.
    """
    module, function, line = _innermost_frame(error)
    return f"{type(error).__name__} in {module}:{function}:{line}"


def _innermost_frame(error: Exception) -> Frame:
    frames = list(_frames(error))
    if isinstance(error, RecursionError):
        entered: set[tuple[str, str]] = set()
        for frame in frames:
            if frame[:2] in entered:
                return frame
            entered.add(frame[:2])
    return frames[-1] if frames else (_PACKAGE, "?", 0)


def _frames(error: Exception) -> Iterator[Frame]:
    traceback = error.__traceback__
    while traceback is not None:
        module = str(traceback.tb_frame.f_globals.get("__name__", ""))
        if module.partition(".")[0] == _PACKAGE:
            yield module, traceback.tb_frame.f_code.co_name, traceback.tb_lineno
        traceback = traceback.tb_next
