"""The answers of `docgraph list`, `path`, `impact` and `show`, and their formats, one module for each.

A format is imported only when it is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docgraph.model.late_function import late_function

if TYPE_CHECKING:
    from docgraph.report.query.answer import Answer

_NAMES = ("text", "json", "csv")
"""Each is the end of the name of a module, `answer_text`, and of its function."""
QUERY_FORMATS: dict[str, Callable[[Answer], str]] = {name: late_function(f"answer_{name}", __name__) for name in _NAMES}
