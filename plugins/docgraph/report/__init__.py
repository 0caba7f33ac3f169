"""The report formats, one module for each. A report converts the result of a check to text.

A format is imported only when it is used: the command line needs the names before it knows whether a report is cached.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from docgraph.model.late_function import late_function
from docgraph.model.path_base import PathBase

if TYPE_CHECKING:
    from docgraph.report.context import ReportContext

__all__ = ["FORMATS", "PATH_BASES", "ReportContext"]

PATH_BASES: dict[str, PathBase] = {
    "text": PathBase.CURRENT_FOLDER,
    "concise": PathBase.CURRENT_FOLDER,
    "json": PathBase.PROJECT,
    "json-lines": PathBase.PROJECT,
    "github": PathBase.WORKSPACE,
    "gitlab": PathBase.REPOSITORY,
    "sarif": PathBase.REPOSITORY,
    "junit": PathBase.REPOSITORY,
    "markdown": PathBase.REPOSITORY,
}
"""Format → the folder that its paths are relative to. The module and its function have the name of the format."""
FORMATS: dict[str, Callable[[ReportContext], str]] = {
    name: late_function(name.replace("-", "_"), __name__) for name in PATH_BASES
}


def __getattr__(name: str) -> Any:
    if name == "ReportContext":
        return import_module("docgraph.report.context").ReportContext
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
