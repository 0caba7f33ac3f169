"""The output formats of `docgraph diff`, one module for each, and the values of `--fail-on`.

A module is imported only when its format is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from docgraph.model.late_function import late_function

if TYPE_CHECKING:
    from docgraph.analysis.comparison import Comparison
    from docgraph.report.diff.context import DiffContext

_NAMES = ("text", "json", "markdown", "github")
"""The format `text` is the function `diff_text` in the module `diff_text`, and so on."""
DIFF_FORMATS: dict[str, Callable[[DiffContext], str]] = {
    name: late_function(f"diff_{name}", __name__) for name in _NAMES
}


def _has_new(comparison: Comparison, *severities: str) -> bool:
    return any(finding.severity in severities for finding in comparison.findings.new)


def _has_event(comparison: Comparison, topic: str, event: str) -> bool:
    return any((difference.topic, difference.event) == (topic, event) for difference in comparison.differences)


FAILURES: dict[str, Callable[[Comparison], bool]] = {
    "new-error": lambda comparison: _has_new(comparison, "error"),
    "new-warning": lambda comparison: _has_new(comparison, "error", "warning"),
    "owner-lost": lambda comparison: _has_event(comparison, "owner", "lost"),
    "level-raised": lambda comparison: _has_event(comparison, "autonomy", "raised"),
    "never": lambda _comparison: False,
}
"""Maps each value of `--fail-on`, such as `new-error`, to whether it applies to a comparison."""
