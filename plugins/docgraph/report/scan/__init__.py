"""The output formats of `docgraph scan`, one module for each."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docgraph.model.late_function import late_function

if TYPE_CHECKING:
    from docgraph.report.scan.inventory import ScanContext

_NAMES = ("text", "json", "csv", "markdown")
SCAN_FORMATS: dict[str, Callable[[ScanContext], str]] = {
    name: late_function(f"inventory_{name}", __name__) for name in _NAMES
}
