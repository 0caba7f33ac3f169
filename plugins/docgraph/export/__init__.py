"""Exports the doc graph for other programs. Each format is one module, which is imported when it is used."""

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
"""Names of formats. Each is also the name of a module and of the function in it."""
EXPORTS: dict[str, Callable[[Payload], dict[str, str]]] = {name: late_function(name, __name__) for name in _NAMES}
"""Maps each format to a function that returns the exported files, as file names with contents.

Only the last file is printed to standard output.
"""


def __getattr__(name: str) -> Any:
    if name in ("Payload", "payload_of"):
        return getattr(import_module("docgraph.export.payload"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
