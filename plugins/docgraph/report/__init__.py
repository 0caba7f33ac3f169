"""The report formats, one module for each. A report converts the result of a check to text."""

from __future__ import annotations

from collections.abc import Callable

from docgraph.report.concise import concise
from docgraph.report.context import ReportContext
from docgraph.report.github import github
from docgraph.report.json import json
from docgraph.report.text import text

FORMATS: dict[str, Callable[[ReportContext], str]] = {"text": text, "concise": concise, "json": json, "github": github}

__all__ = ["FORMATS", "ReportContext"]
