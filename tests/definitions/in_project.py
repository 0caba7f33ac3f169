"""Projects with agent definitions and packets."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

from docgraph.app import CheckResult, check
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.project import DAY, PEOPLE
from tests.definitions.repository import write


def claude(name: str, keys: str = "") -> dict[str, str]:
    """An agent of Claude Code, by path."""
    return {f".claude/agents/{name}.md": _front_matter(f"name: {name}\ndescription: Sorts imports.", keys)}


def copilot(name: str, keys: str = "") -> dict[str, str]:
    """An agent of GitHub Copilot, by path."""
    return {f".github/agents/{name}.agent.md": _front_matter("description: Sorts imports.", keys)}


def packet(name: str, keys: str = "") -> dict[str, str]:
    """A packet with an owner, by path."""
    required = "kind: agent\nowner: jane.doe\nbackup: sam.lee\nrollback: {trigger: [any sev 1], procedure: stop it}"
    return {f"docs/{name}.md": _front_matter(required, keys)}


def _front_matter(*lines: str) -> str:
    return "\n".join(["---", *filter(None, lines), "---", "Sort the imports.", ""])


def checked_with(folder: Path, files: Mapping[str, str], settings: str = "", within: str = "") -> CheckResult:
    """The result of a check of a repository with these files. The project is in the folder `within`."""
    folder.mkdir(exist_ok=True)
    subprocess.run(["git", "init", "-q", "."], cwd=folder, check=True)
    prefix = f"{within}/" if within else ""
    project = {f"{prefix}docs/people.md": PEOPLE, f"{prefix}docgraph.toml": settings}
    write(folder, {**project, **files})
    return check(project_at(layout_of(folder / within), DAY))


def found(result: CheckResult, *families: str) -> list[str]:
    """The open findings of rules whose codes start with `families`, as `path:line CODE`."""
    return [
        f"{finding.at.path}:{finding.at.line} {finding.code}"
        for finding in result.open_findings
        if finding.code.startswith(families)
    ]
