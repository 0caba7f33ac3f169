"""Small projects whose documents nobody prepared for us."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from docgraph.app import CheckResult, check
from docgraph.model.record import Record
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at

DAY = date(2026, 11, 30)
PEOPLE = """\
---
kind: people
people:
  - {id: jane.doe, title: Jane Doe, aliases: [jdoe]}
  - {id: sam.lee, title: Sam Lee}
---
# People
"""


def project(folder: Path, settings: str, files: Mapping[str, str]) -> Path:
    """A project with people, settings in `docgraph.toml`, and files by path in the docs folder."""
    for path, content in {"docs/people.md": PEOPLE, "docgraph.toml": settings, **_in_docs(files)}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, encoding="utf-8")
    return folder


def _in_docs(files: Mapping[str, str]) -> dict[str, str]:
    return {path.removeprefix("/") if path[0] == "/" else f"docs/{path}": text for path, text in files.items()}


def checked(folder: Path, settings: str, files: Mapping[str, str]) -> CheckResult:
    """The result of a check of `project`."""
    return check(project_at(layout_of(project(folder, settings, files)), DAY))


def record(result: CheckResult, ref: str) -> Record:
    """The record of a ref; fails if there is none."""
    found = result.graph.get(ref)
    assert found is not None, f"no {ref} among {[known.ref for known in result.graph.records]}"
    return found


def reported(result: CheckResult, *codes: str) -> list[str]:
    """The findings as `path:line:column CODE`, of some rules or of all."""
    return [
        f"{finding.at.path.removeprefix('docs/')}:{finding.at.line}:{finding.at.column} {finding.code}"
        for finding in result.findings
        if not codes or finding.code in codes
    ]
