"""The report formats of `docgraph check`, one module for each.

A module is imported only when its format is used, because printing a cached report needs only the names of the formats.
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
"""Maps each format to the folder that its paths are relative to.

A format is a function in a module with the same name, in which `-` becomes `_`.
"""
FORMATS: dict[str, Callable[[ReportContext], str]] = {
    name: late_function(name.replace("-", "_"), __name__) for name in PATH_BASES
}


def __getattr__(name: str) -> Any:
    if name == "ReportContext":
        return import_module("docgraph.report.context").ReportContext
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
