"""What a run is: which rules, over which documents, on which day. Hosts call `check` and nothing below it."""

from __future__ import annotations

from docgraph.app.autofix import FixResult, apply_fixes
from docgraph.app.page_collisions import STYLE
from docgraph.app.run_check import CheckResult, Project, check

__all__ = ["STYLE", "CheckResult", "FixResult", "Project", "apply_fixes", "check"]
