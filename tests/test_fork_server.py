"""A forked run does what a run in a fresh interpreter does."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT
from tests.corpus import record
from tests.fork_server import run_module, write_program

VARIABLES = [{}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1"}, {"PYTHONIOENCODING": "ascii:replace"}, {"LC_ALL": "C"}]
COMMANDS = ["check", "who 'Zażółć'"]
REDIRECTIONS = ["", ">/dev/full", ">&-", "2>&-", "<&-", "| true", "| head -c 5", "2>&1 >/dev/null", ">&- 2>&-"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "o.md").write_text(record("outcome", onwer="Łukasz"), encoding="utf-8")
    (folder / "docgraph.toml").touch()
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("variables", VARIABLES, ids=str)
def test_a_forked_run_equals_a_fresh_interpreter(project: Path, variables: dict[str, str]) -> None:
    env = ENVIRONMENT | variables
    command = [sys.executable, "-m", "docgraph", "check"]
    fresh = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
    forked = run_module("docgraph", "check", cwd=project, env=env)
    assert vars(forked) == vars(fresh)


@pytest.mark.slow
@pytest.mark.parametrize("redirection", REDIRECTIONS)
def test_the_program_for_a_shell_equals_a_fresh_interpreter(project: Path, redirection: str) -> None:
    programs = project.with_name("programs")
    programs.mkdir()
    write_program("docgraph", programs / "docgraph")
    fresh = f'docgraph() {{ {sys.executable} -m docgraph "$@"; }}; '
    lines = [f"docgraph {command} {redirection}; echo ${{PIPESTATUS[0]}}\n" for command in COMMANDS]
    env = ENVIRONMENT | {"PATH": f"{programs}:{ENVIRONMENT['PATH']}"}
    expected, actual = (
        subprocess.run(["bash", "-c", text], cwd=project, env=env, capture_output=True, text=True, check=False)
        for text in (fresh + "".join(lines), "".join(lines))
    )
    assert (actual.stdout, actual.stderr) == (expected.stdout, expected.stderr)


def test_a_run_that_takes_too_long_is_stopped(project: Path) -> None:
    with pytest.raises(subprocess.TimeoutExpired):
        run_module("docgraph", "check", cwd=project, env=ENVIRONMENT, timeout=0.001)


def test_a_run_gets_the_environment_and_folder_of_its_request_alone(project: Path) -> None:
    first = run_module("docgraph", "check", cwd=project, env=ENVIRONMENT | {"SOURCE_DATE_EPOCH": "words"})
    second = run_module("docgraph", "check", cwd=project, env=ENVIRONMENT)
    elsewhere = run_module("docgraph", "check", cwd=project.parent, env=ENVIRONMENT)
    assert "words" in first.stderr
    assert "words" not in second.stderr
    assert "o.md" in second.stdout
    assert "o.md:" not in elsewhere.stdout.replace("project/o.md", "")
