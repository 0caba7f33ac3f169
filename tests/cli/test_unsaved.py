"""`docgraph check -`: the findings of a document as an editor has it, before it is saved."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from docgraph.report import FORMATS
from tests.cli.revisions import FILES, ONBOARDING, commit, git, write
from tests.conftest import ENVIRONMENT
from tests.fork_server import run_module, write_program

PATH = "docs/outcomes/onboarding.md"
NO_OWNER = ONBOARDING.replace("owner: jane.doe\n", "")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def checked(
    project: Path, text: str | bytes, path: str = PATH, *arguments: str, **environment: str
) -> subprocess.CompletedProcess[str]:
    content = text.encode() if isinstance(text, str) else text
    command = ("check", "-", "--stdin-path", path, *arguments)
    return run_module("docgraph", *command, cwd=project, env={**ENVIRONMENT, **environment}, stdin=content)


def codes(project: Path, text: str | bytes, path: str = PATH, *arguments: str) -> list[tuple[str, str]]:
    run = checked(project, text, path, "--format", "json", *arguments)
    assert run.returncode in (0, 1), run.stderr
    return [(finding["path"], finding["code"]) for finding in json.loads(run.stdout)["findings"]]


def test_the_text_replaces_the_document(project: Path) -> None:
    before = (project / PATH).read_bytes()
    assert (PATH, "OWN001") in codes(project, NO_OWNER)
    assert (PATH, "OWN001") not in codes(project, ONBOARDING)
    assert (project / PATH).read_bytes() == before
    write(project, {PATH: NO_OWNER})
    assert (PATH, "OWN001") not in codes(project, ONBOARDING)


def test_only_the_findings_of_the_document_are_reported(project: Path) -> None:
    write(project, {"docs/outcomes/fast.md": NO_OWNER})
    assert {path for path, _ in codes(project, NO_OWNER)} == {PATH}
    run = checked(project, NO_OWNER.replace("sam.lee", "sam.le"), PATH, "--format", "concise")
    assert "did you mean `sam.lee`?" in run.stdout
    assert run.stdout.splitlines()[-1].startswith("only 1 file: ")


def test_the_file_need_not_exist(project: Path) -> None:
    assert ("docs/outcomes/new.md", "OWN001") in codes(project, NO_OWNER, "docs/outcomes/new.md")
    assert "ID001" not in str(codes(project, ONBOARDING, "docs/outcomes/new.md"))
    assert not (project / "docs/outcomes/new.md").exists()


def test_the_path_is_relative_to_the_current_folder(project: Path) -> None:
    run = checked(project / "docs/outcomes", NO_OWNER, "onboarding.md", "--format", "concise")
    assert "\nonboarding.md:2:1: OWN001 " in run.stdout


def test_quoted_lines_come_from_the_text(project: Path) -> None:
    text = ONBOARDING.replace("owner: jane.doe", "#\n#\nowner: jane.do")
    assert "   5 | owner: jane.do" in checked(project, text).stdout.replace("jane.doe`", "")


@pytest.mark.parametrize("name", [*FORMATS])
def test_every_format_reports_it(project: Path, name: str) -> None:
    assert "OWN001" in checked(project, NO_OWNER, PATH, "--format", name).stdout


def test_a_report_file_and_a_selector(project: Path) -> None:
    run = checked(project, NO_OWNER, PATH, "--output", "json=report.json", "--only", "kind:outcome", "-q")
    assert (run.returncode, run.stdout) == (1, "")
    assert "OWN001" in (project / "report.json").read_text(encoding="utf-8")
    assert codes(project, NO_OWNER, PATH, "--only", "kind:agent") == []


def test_findings_that_are_new_since_a_commit(project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    commit(project, {PATH: NO_OWNER})
    assert codes(project, NO_OWNER, PATH, "--new-since", "main") == []
    assert (PATH, "REF001") in codes(project, NO_OWNER.replace("sam.lee", "sam.le"), PATH, "--new-since", "main")


def test_the_cache_keeps_the_files_and_not_the_text(project: Path) -> None:
    folder = project / ".." / f"{project.name}-cache"
    known = {"DOCGRAPH_CACHE_DIR": str(folder)}
    secret = NO_OWNER.replace("Customers import data", "Unsaved words")
    assert checked(project, secret, **known).returncode == 1
    assert not folder.exists()
    saved = run_module("docgraph", "check", cwd=project, env={**ENVIRONMENT, **known})
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert before
    assert checked(project, secret, **known).returncode == 1
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before
    assert run_module("docgraph", "check", cwd=project, env={**ENVIRONMENT, **known}).stdout == saved.stdout


def test_bytes_that_are_not_utf_8_are_a_finding(project: Path) -> None:
    run = checked(project, NO_OWNER.encode().replace(b"Onboarding", b"Onb\xffarding"), PATH, "--format", "concise")
    assert run.returncode == 1
    assert "DOC009 byte 115 of the file (0xff) is not UTF-8" in run.stdout


def test_an_adopted_file_is_read_with_its_settings(project: Path) -> None:
    settings = 'docs-dir = "docs"\n[kinds]\n"/plans/*.md" = "outcome"\n'
    write(project, {"docgraph.toml": settings, "plans/a.md": "# A\n"})
    assert ("plans/a.md", "OWN001") in codes(project, "# A plan\n", "plans/a.md")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-"], "`-` needs --stdin-path, the path of the document that standard input replaces"),
        (["--stdin-path", PATH], "--stdin-path needs the path `-`, which reads standard input"),
        (["-", PATH, "--stdin-path", PATH], "`-` does not work with another PATH or FILE"),
        (["-", "--fix", "--stdin-path", PATH], "--fix and --diff change all documents: leave out FILE, -, --only"),
        (["-", "--stdin-path", "docs"], "docs: is a folder; set --stdin-path to a document"),
        (["-", "--stdin-path", "README.md"], "README.md: is no document of the project; set --stdin-path to one, or"),
        (["-", "--stdin-path", "docs/none/a.md"], "docs/none/a.md: is no document of the project"),
        (["-", "--stdin-path", "docs/a.png"], "docs/a.png: is no document of the project"),
        (["-", "--stdin-path", "docs/.hidden.md"], "docs/.hidden.md: is no document of the project"),
        (["-", "--stdin-path", ".claude/agents/spec-to-pr.md"], ".claude/agents/spec-to-pr.md: is no document of"),
    ],
)
def test_wrong_arguments_are_explained(project: Path, arguments: list[str], message: str) -> None:
    run = run_module("docgraph", "check", *arguments, cwd=project, env=ENVIRONMENT, stdin=b"")
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr


@pytest.mark.slow
def test_a_closed_standard_input_is_explained(project: Path) -> None:
    program = project.with_name(f"{project.name}-docgraph")
    write_program("docgraph", program)
    command = ["bash", "-c", f"{program} check - --stdin-path {PATH} <&-"]
    run = subprocess.run(command, cwd=project, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (2, "docgraph: cannot read standard input: it is closed\n")
