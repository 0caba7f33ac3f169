"""A project in a Git repository, and changes of it, for the tests of commands that compare revisions."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tests.conftest import ENVIRONMENT

IDENTITY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
JANE = "---\nkind: person\njoined: 2023-01-15\n---\n# Jane Doe\n"
SAM = "---\nkind: person\njoined: 2023-01-15\n---\n# Sam Lee\n"
ONBOARDING = (
    "---\nkind: outcome\nowner: jane.doe\nbackup: sam.lee\ndue: 2027-03-01\n"
    "success-criteria: [Customers import data within a day]\n---\n# Onboarding\n"
)
PACKET = (
    "---\nkind: agent\nowner: sam.lee\nbackup: jane.doe\nstatus: active\npurpose: Turns specs into pull requests\n"
    "outcomes: [onboarding]\nautonomy: L2\ntools: [Read, Grep]\ndefinitions: [.claude/agents/spec-to-pr.md]\n---\n"
    "# Spec to PR\n"
)
DEFINITION = "---\nname: spec-to-pr\ndescription: Turns specs into pull requests\ntools: Read, Grep\n---\nDo it.\n"
FILES = {
    "docgraph.toml": 'docs-dir = "docs"\n',
    "docs/people/jane.doe.md": JANE,
    "docs/people/sam.lee.md": SAM,
    "docs/outcomes/onboarding.md": ONBOARDING,
    "docs/agents/spec-to-pr.md": PACKET,
    ".claude/agents/spec-to-pr.md": DEFINITION,
}


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", "-C", str(folder), *identity, "-c", "protocol.file.allow=always", *arguments]
    run = subprocess.run(command, capture_output=True, text=True, env={**ENVIRONMENT, **IDENTITY}, check=True)
    return run.stdout


def write(folder: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def commit(folder: Path, files: dict[str, str], message: str = "change") -> str:
    write(folder, files)
    git(folder, "add", "-A", "-f")
    git(folder, "commit", "-q", "-m", message)
    return git(folder, "rev-parse", "HEAD").strip()


def make_three_changes(folder: Path) -> None:
    """An owner leaves, an agent is raised to L3, and a definition gains `Bash`."""
    write(
        folder,
        {
            "docs/people/jane.doe.md": JANE.replace("---\n# ", "left: 2026-12-01\n---\n# "),
            "docs/agents/spec-to-pr.md": PACKET.replace("L2", "L3"),
            ".claude/agents/spec-to-pr.md": DEFINITION.replace("Grep", "Grep, Bash"),
        },
    )
