"""Checks projects and applies fixes, for the command line and the MkDocs plugin."""

from __future__ import annotations

from docgraph.app.autofix import FixResult, apply_fixes
from docgraph.app.page_collisions import STYLE
from docgraph.app.run_check import CheckResult, LinkedProject, Project, check, check_without_rules, linked

__all__ = [
    "STYLE",
    "CheckResult",
    "FixResult",
    "LinkedProject",
    "Project",
    "apply_fixes",
    "check",
    "check_without_rules",
    "linked",
]
