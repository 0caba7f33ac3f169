"""What a run is: which rules, over which documents, on which day. Hosts call `check` and nothing below it."""

from __future__ import annotations

from docgraph.app.autofix import Fixed, fixed
from docgraph.app.page_collisions import STYLE
from docgraph.app.run_check import Project, Result, check

__all__ = ["STYLE", "Fixed", "Project", "Result", "check", "fixed"]
