"""The answers of `docgraph list`, `path`, `impact` and `show`, and their formats.

Each format is a module, which is imported only when the format is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docgraph.model.late_function import late_function

if TYPE_CHECKING:
    from docgraph.report.query.answer import Answer

_NAMES = ("text", "json", "csv")
"""The format `text` is the function `answer_text` in the module `answer_text`, and so on."""
QUERY_FORMATS: dict[str, Callable[[Answer], str]] = {name: late_function(f"answer_{name}", __name__) for name in _NAMES}
