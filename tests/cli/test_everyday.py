"""Exit status and output for pipelines and shells: `--exit-zero`, `--quiet`, `-V`, `leaver --fail`, completion."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.model.version import VERSION
from tests.cli.revisions import FILES, write
from tests.conftest import Command


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def test_exit_zero_keeps_the_report_and_other_errors(project: Path, docgraph: Command) -> None:
    normal, zero = docgraph("check", cwd=project), docgraph("check", "--exit-zero", cwd=project)
    assert (normal.returncode, zero.returncode, zero.stdout) == (1, 0, normal.stdout)
    assert docgraph("check", "--exit-zero", "--profile", "nope", cwd=project).returncode == 2
    (project / "docgraph.toml").write_text('docs-dir = "nowhere"\n', encoding="utf-8")
    assert docgraph("check", "--exit-zero", cwd=project).returncode == 2


def test_minus_q_prints_no_report_and_saves_files(project: Path, docgraph: Command) -> None:
    run = docgraph("check", "-q", "--output", "json=report.json", cwd=project)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "")
    assert (project / "report.json").read_text(encoding="utf-8").startswith('{\n  "version": 1')


def test_the_version(project: Path, docgraph: Command) -> None:
    assert (
        docgraph("-V", cwd=project).stdout
        == docgraph("--version", cwd=project).stdout
        == f"docgraph, version {VERSION}\n"
    )


def test_leaver_fails_if_a_duty_must_be_handed_over(project: Path, docgraph: Command) -> None:
    assert docgraph("leaver", "jane.doe", cwd=project).returncode == 0
    assert docgraph("leaver", "jane.doe", "--fail", cwd=project).returncode == 1
    write(project, {"docs/people/new.md": FILES["docs/people/sam.lee.md"].replace("Sam Lee", "New")})
    run = docgraph("leaver", "new", "--fail", cwd=project)
    assert (run.returncode, run.stdout.splitlines()[-1]) == (0, "nothing to hand over")
    assert docgraph("leaver", "nobody", "--fail", cwd=project).returncode == 2


def completed(docgraph: Command, folder: Path, words: str) -> list[str]:
    count = str(len(words.split(" ")) - 1)
    run = docgraph(cwd=folder, _DOCGRAPH_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=count)
    return [line.partition(",")[2] for line in run.stdout.splitlines() if line]


def test_a_shell_completes_ids_rules_and_keys(project: Path, docgraph: Command) -> None:
    assert completed(docgraph, project, "docgraph who s") == ["sam.lee", "spec-to-pr"]
    assert completed(docgraph, project, "docgraph explain own00") == [f"OWN00{number}" for number in range(1, 10)]
    assert "owner" in completed(docgraph, project, "docgraph explain own")
    assert completed(docgraph, project / "docs" / "..", "docgraph show nothing") == []


def test_completion_is_silent_where_the_project_cannot_be_read(project: Path, docgraph: Command) -> None:
    (project / "docgraph.toml").write_text("profil = [", encoding="utf-8")
    assert completed(docgraph, project, "docgraph who s") == []
