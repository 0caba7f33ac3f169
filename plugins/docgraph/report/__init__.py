"""The report formats, one module for each. A report converts the result of a check to text.

A format is imported only when it is used: the command line needs the names before it knows whether a report is cached.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from docgraph.model.late_function import late_function

if TYPE_CHECKING:
    from docgraph.report.context import ReportContext

__all__ = ["FORMATS", "ReportContext"]

_NAMES = (
    "text",
    "concise",
    "json",
    "github",
)
"""Each is the name of a module and of its function."""
FORMATS: dict[str, Callable[[ReportContext], str]] = {name: late_function(name, __name__) for name in _NAMES}


def __getattr__(name: str) -> Any:
    if name == "ReportContext":
        return import_module("docgraph.report.context").ReportContext
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
