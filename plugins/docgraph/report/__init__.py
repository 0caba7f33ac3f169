"""How findings are told: one file a format. A report takes a result and gives text; it judges nothing."""

from __future__ import annotations

from collections.abc import Callable

from docgraph.report.context import Facts
from docgraph.report.github import github
from docgraph.report.json import json
from docgraph.report.text import text

FORMATS: dict[str, Callable[[Facts], str]] = {"text": text, "json": json, "github": github}

__all__ = ["FORMATS", "Facts"]
