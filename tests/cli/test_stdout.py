"""Output that cannot be written or is read only in part, and colors."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docgraph.cli.stdout import takes_color
from tests.conftest import ENVIRONMENT, Command
from tests.corpus import record
from tests.fork_server import write_program

COMMANDS = ["check", "check --diff", "export", "rules", "rules --format json", "explain OWN001", "who o", "waivers"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "o.md").write_text(record("outcome", onwer="jane"), encoding="utf-8")
    (tmp_path / "docgraph.toml").touch()
    return tmp_path


def shell(command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    programs = cwd.with_name(f"{cwd.name}-programs")
    programs.mkdir(exist_ok=True)
    write_program("docgraph", programs / "docgraph")
    env = ENVIRONMENT | {"PATH": f"{programs}:{ENVIRONMENT['PATH']}"}
    return subprocess.run(
        ["bash", "-c", command], cwd=cwd, env=env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.slow
@pytest.mark.parametrize("command", [*COMMANDS, "--help"])
def test_a_full_disk_is_reported(project: Path, command: str) -> None:
    run = shell(f"docgraph {command} > /dev/full", project)
    assert run.returncode == 2
    messages = [line for line in run.stderr.splitlines() if "would fix" not in line]
    assert messages == ["docgraph: cannot write to standard output: No space left on device"]


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_closed_output_is_reported(project: Path, command: str) -> None:
    run = shell(f"docgraph {command} >&-", project)
    assert run.returncode == 2
    assert run.stderr.splitlines()[-1] == "docgraph: cannot write to standard output: it is closed"


@pytest.mark.slow
@pytest.mark.parametrize("command", COMMANDS)
def test_a_reader_that_stops_does_not_change_the_status(project: Path, command: str) -> None:
    status = shell(f"docgraph {command}", project).returncode
    run = shell(f"docgraph {command} | true; echo ${{PIPESTATUS[0]}}", project)
    assert run.stdout == f"{status}\n"
    assert "bug" not in run.stderr
    assert "Broken" not in run.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "yes"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
    ],
)
@pytest.mark.parametrize("form", ["text", "concise", "json", "github"])
def test_environment_variables_turn_colors_on_and_off(
    project: Path, docgraph: Command, variables: dict[str, str], colored: bool, form: str
) -> None:
    run = docgraph("check", "--format", form, cwd=project, **variables)
    assert ("\x1b[" in run.stdout) is (colored and form in ("text", "concise"))


@pytest.mark.parametrize(("variable", "colored"), [("", True), ("1", False)])
def test_a_terminal_gets_colors_unless_turned_off(
    monkeypatch: pytest.MonkeyPatch, variable: str, colored: bool
) -> None:
    monkeypatch.setattr("docgraph.cli.stdout.is_terminal", lambda: True)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.setenv("NO_COLOR", variable)
    assert takes_color() is colored
