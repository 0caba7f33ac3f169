"""Exports of the doc graph for other programs, one module for each format.

A format is imported only when it is used: the command line needs only the names for `--help`.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from docgraph.model.late_function import late_function

if TYPE_CHECKING:
    from docgraph.export.payload import Payload, payload_of

__all__ = ["EXPORTS", "Payload", "payload_of"]

_NAMES = (
    "json",
    "graphml",
    "csv",
    "mermaid",
)
"""Each is the name of a module and of its function."""
EXPORTS: dict[str, Callable[[Payload], dict[str, str]]] = {name: late_function(name, __name__) for name in _NAMES}
"""Serializers by format; each returns file names with their texts.

Standard output gets only the last one."""


def __getattr__(name: str) -> Any:
    if name in ("Payload", "payload_of"):
        return getattr(import_module("docgraph.export.payload"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
