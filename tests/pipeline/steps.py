"""Runs the scripts of pipelines in bash, as GitHub and GitLab do, with `docgraph` of this checkout."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from tests.cli.revisions import FILES, IDENTITY, commit, git, make_three_changes
from tests.conftest import ENVIRONMENT, ROOT
from tests.fork_server import write_program

EXPRESSION = re.compile(r"\$\{\{ (.+?) \}\}")
_SHELLS = {"bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail"), "": ("bash", "-e")}
"""How GitHub runs a step with `shell: bash`, and one without."""


class Ran(NamedTuple):
    """What a step did: its exit status, its output, and the values in the files of GitHub Actions."""

    status: int
    text: str
    outputs: dict[str, str]
    summary: str


class Runner:
    """A machine of a pipeline: a folder with programs, a temporary folder, and a repository that is checked out."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.temporary = folder / "temporary"
        self.repository = folder / "repository"
        for made in (self.programs, self.temporary, self.repository):
            made.mkdir()
        write_program("docgraph", self.programs / "docgraph")

    def check_out_change(self, *, is_changed: bool = True) -> str:
        """Check out a commit with three changes, or without any, on `origin/main`. Returns its id."""
        git(self.repository, "init", "-q", "-b", "main")
        base = commit(self.repository, FILES)
        git(self.repository, "update-ref", "refs/remotes/origin/main", base)
        git(self.repository, "checkout", "-q", "-b", "change")
        if is_changed:
            make_three_changes(self.repository)
        head = commit(self.repository, {"README.md": "# Readme\n"})
        # the target branch moves on, which the change must not count
        git(self.repository, "checkout", "-q", "--detach", "main")
        moved = commit(self.repository, {"docs/people/max.roe.md": "---\nkind: person\n---\n# Max Roe\n"})
        git(self.repository, "update-ref", "refs/remotes/origin/main", moved)
        git(self.repository, "checkout", "-q", "change")
        return head

    def run(self, step: Mapping[str, Any], values: Mapping[str, str], **environment: str) -> Ran:
        """Run a step of GitHub Actions, where `values` are those of the expressions in its `env`."""
        output, summary = (self.temporary / name for name in ("output", "summary"))
        for file in (output, summary):
            file.write_text("", encoding="utf-8")
        github = {
            "RUNNER_TEMP": str(self.temporary),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(summary),
            "GITHUB_WORKSPACE": str(self.repository),
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_REPOSITORY": "example/project",
        }
        own = {name: EXPRESSION.sub(lambda found: values[found[1]], text) for name, text in step.get("env", {}).items()}
        script = self.temporary / "script.sh"
        script.write_text(step["run"], encoding="utf-8")
        shell = _SHELLS[step.get("shell", "")]
        status, text = self.execute([*shell, str(script)], github | own | environment)
        lines = output.read_text(encoding="utf-8").splitlines()
        outputs = dict(line.split("=", 1) for line in lines)
        return Ran(status, text, outputs, summary.read_text(encoding="utf-8"))

    def execute(self, command: list[str], environment: Mapping[str, str]) -> tuple[int, str]:
        """The exit status and the output of a command in the repository."""
        inherited = {name: text for name, text in ENVIRONMENT.items() if not name.startswith(("GITHUB_", "CI_"))}
        path = {"PATH": f"{self.programs}{os.pathsep}{ENVIRONMENT['PATH']}"}
        run = subprocess.run(
            command,
            cwd=self.repository,
            env={**inherited, **IDENTITY, **path, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        return run.returncode, run.stdout


def parsed(path: str) -> Any:
    """The YAML file at a path of this repository."""
    return yaml.safe_load((ROOT / path).read_text(encoding="utf-8"))
