"""An answer that nobody can take, or that somebody takes only in part."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT
from tests.corpus import record

COMMANDS = ["check", "check --diff", "export", "rules", "rules --format json", "explain OWN001", "who o", "waivers"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "o.md").write_text(record("outcome", onwer="jane"), encoding="utf-8")
    (tmp_path / "docgraph.toml").touch()
    return tmp_path


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    whole = f'docgraph() {{ {sys.executable} -m docgraph "$@"; }}; {command}'
    return subprocess.run(
        ["bash", "-c", whole], cwd=cwd, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("command", [*COMMANDS, "--help"])
def test_a_full_disk_is_told(project: Path, command: str) -> None:
    run = shell(f"docgraph {command} > /dev/full", project)
    assert run.returncode == 2
    said = [line for line in run.stderr.splitlines() if "would fix" not in line]
    assert said == ["docgraph: cannot write to standard output: No space left on device"]


@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_output_is_told(project: Path, command: str) -> None:
    run = shell(f"docgraph {command} >&-", project)
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1] == "docgraph: cannot write to standard output: it is closed"


@pytest.mark.parametrize("command", COMMANDS)
def test_who_stops_reading_changes_no_status(project: Path, command: str) -> None:
    whole = shell(f"docgraph {command}", project).returncode
    run = shell(f"docgraph {command} | true; echo ${{PIPESTATUS[0]}}", project)
    assert run.stdout == f"{whole}\n"
    assert "bug" not in run.stderr
    assert "Broken" not in run.stderr
