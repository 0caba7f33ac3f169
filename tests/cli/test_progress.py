"""The line that shows the progress of a long run on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from docgraph.cli.progress import DELAY
from tests.cli.revisions import FILES, commit, git
from tests.conftest import ENVIRONMENT

# a terminal, an interval that the fastest run exceeds, and none of the variables of a CI job
PROGRAM = "from docgraph.cli import progress; progress.DELAY = 0.001; from docgraph.cli.main import main; main()"
TERMINAL = {name: text for name, text in ENVIRONMENT.items() if name != "CI"} | {"TERM": "xterm"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    commit(tmp_path, FILES)
    return tmp_path


def on_terminal(project: Path, *arguments: str, program: str = PROGRAM, **environment: str) -> tuple[str, str, int]:
    """Standard output, what the terminal got on standard error, and the exit status."""
    terminal, stderr = pty.openpty()
    command = [sys.executable, "-c", program, *arguments]
    run = subprocess.Popen(command, cwd=project, env=TERMINAL | environment, stdout=subprocess.PIPE, stderr=stderr)
    os.close(stderr)
    assert run.stdout is not None
    shown = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break  # the program has closed its end
        if not part:
            break
        shown += part
    os.close(terminal)
    output = run.stdout.read().decode()
    run.stdout.close()
    return output, shown.decode(), run.wait()


def test_the_line_appears_after_a_second() -> None:
    assert DELAY == 1


def test_the_line_says_what_a_run_does_and_is_erased(project: Path) -> None:
    output, shown, status = on_terminal(project, "check")
    assert status == 1
    assert output.startswith("docs/agents/spec-to-pr.md:")
    assert "\r\x1b[Kdocgraph: reading the project (0 s)" in shown
    assert "\r\x1b[Kdocgraph: checking 4 pages (" in shown
    assert shown.endswith("s)\r\x1b[K")


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("diff", "main"), "comparing with main"),
        (("scan",), "checking the agents"),
        (("list", "kind:agent"), "checking 4 pages"),
        (("check", "--diff"), "checking 4 pages"),
    ],
)
def test_other_commands_show_it_too(project: Path, arguments: tuple[str, ...], line: str) -> None:
    _, shown, _ = on_terminal(project, *arguments)
    assert f"\r\x1b[Kdocgraph: {line} (" in shown


def test_a_message_replaces_the_line(project: Path) -> None:
    _, shown, status = on_terminal(project, "check", "--only", "kind:agnt")
    assert status == 2
    assert "s)\r\x1b[Kdocgraph: no kind `agnt`; did you mean `agent`?\r\n" in shown


@pytest.mark.parametrize(
    ("arguments", "environment"),
    [
        (("check",), {"CI": "true"}),
        (("check",), {"TERM": "dumb"}),
        (("check", "--quiet"), {}),
        (("--version",), {}),
        (("rules",), {}),
    ],
)
def test_the_line_is_left_out(project: Path, arguments: tuple[str, ...], environment: dict[str, str]) -> None:
    assert on_terminal(project, *arguments, **environment)[1] == ""


def test_there_is_no_line_without_a_terminal(project: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, "check"]
    run = subprocess.run(command, cwd=project, env=TERMINAL, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (1, "")


def test_the_reader_may_still_fork(project: Path) -> None:
    parsed = "from docgraph.workspace.cache import document_cache; document_cache.MIN_DOCUMENTS_FOR_FORK = 1; "
    output, shown, _ = on_terminal(project, "check", program=f"{parsed}{PROGRAM}")
    assert output == on_terminal(project, "check")[0]
    assert shown.endswith("s)\r\x1b[K")
