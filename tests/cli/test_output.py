"""`--output FORMAT=FILE`: reports in files, and the job summary of GitHub Actions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgraph.model.limits import SUMMARY_BYTES
from docgraph.report import FORMATS
from tests.conftest import Command
from tests.corpus import record

CLAUDE = "---\nname: triage\ndescription: Sorts imports.\n---\nSort.\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a project in a folder of it, and a docs folder that MkDocs publishes."""
    folder = tmp_path / "repository" / "team"
    (folder / "docs").mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins: [docgraph]\n", encoding="utf-8")
    (folder / "docs" / "a.md").write_text(record("agent", owner="jane", bakcup="sam"), encoding="utf-8")
    (folder / "docs" / "jane.md").write_text(record("person"), encoding="utf-8")
    return folder


def every_output(where: Path) -> list[str]:
    return [argument for name in FORMATS for argument in ("--output", f"{name}={where / name}")]


@pytest.mark.slow
def test_a_file_has_what_the_format_prints(project: Path, docgraph: Command, tmp_path: Path) -> None:
    run = docgraph("check", *every_output(tmp_path), cwd=project)
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout == docgraph("check", cwd=project).stdout
    for name in FORMATS:
        assert (tmp_path / name).read_text(encoding="utf-8") == docgraph("check", "--format", name, cwd=project).stdout


@pytest.mark.slow
def test_a_report_from_the_cache_is_the_same(project: Path, docgraph: Command, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("uncached", "first", "second", "edited")]
    summary = str(tmp_path / "summary")
    for folder in folders:
        folder.mkdir()
        cache = "off" if folder.name == "uncached" else str(tmp_path / "cache")
        if folder.name == "edited":
            (project / "docs" / "jane.md").write_text(record("person") + "\nMore prose.\n", encoding="utf-8")
        environment = {"DOCGRAPH_CACHE_DIR": cache, "GITHUB_STEP_SUMMARY": summary}
        run = docgraph("check", "--format", "github", *every_output(folder), cwd=project, **environment)
        assert (run.returncode, run.stderr) == (1, "")
    for name in FORMATS:
        assert len({(folder / name).read_bytes() for folder in folders}) == 1, name
    report = (folders[0] / "markdown").read_text(encoding="utf-8")
    assert Path(summary).read_text(encoding="utf-8") == report * len(folders)


def test_paths_are_relative_to_the_repository(project: Path, docgraph: Command) -> None:
    for name in ("gitlab", "sarif", "junit", "markdown"):
        for folder in (project, project / "docs", project.parent):
            text = docgraph("check", "--project", str(project), "--output", f"{name}=-", cwd=folder).stdout
            assert "team/docs/a.md" in text, (name, folder)


def test_the_file_may_be_standard_output(project: Path, docgraph: Command) -> None:
    run = docgraph("check", "--output", "gitlab=-", cwd=project)
    assert run.stdout == docgraph("check", "--format", "gitlab", cwd=project).stdout
    assert json.loads(run.stdout)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--output", "sarif"], "`sarif` is not FORMAT=FILE, such as json=docgraph.json"),
        (["--output", "sarif="], "`sarif=` is not FORMAT=FILE, such as json=docgraph.json"),
        (["--output", "xml=a.xml"], "unknown format `xml`; the formats are text, concise, json, json-lines, github"),
        (["--output", "json=-", "--output", "sarif=-"], "only one report can go to standard output"),
        (["--format", "json", "--output", "sarif=-"], "only one report can go to standard output"),
        (["--output", "json=a", "--output", "sarif=../team/a"], "two reports go to `a`"),
        (["--diff", "--output", "json=a"], "--output does not work with --diff"),
        (["--statistics", "--output", "sarif=-"], "--statistics works with the formats text, concise and json"),
        (["--output", "json=out/a"], "docgraph: out/a: the folder `out` does not exist; create it first"),
        (["--output", "json=docs"], "docgraph: docs: is a folder; name a file in it"),
        (["--output", "json=docs/a.json"], "docgraph: docs/a.json: is in the docs folder, where it would be published"),
        (["--output", "json=link/a.json"], "docgraph: link/a.json: is in the docs folder"),
        (["--output", "json=/dev/full"], "docgraph: /dev/full: cannot be written: No space left on device"),
    ],
)
def test_a_wrong_output_exits_2_and_writes_no_file(
    project: Path, docgraph: Command, arguments: list[str], message: str
) -> None:
    (project / "link").symlink_to("docs")
    before = sorted(project.rglob("*"))
    run = docgraph("check", *arguments, cwd=project)
    assert (run.returncode, run.stdout) == (2, "")
    assert message in run.stderr
    assert sorted(project.rglob("*")) == before


def test_markdown_in_a_folder_without_settings_is_refused(docgraph: Command, tmp_path: Path) -> None:
    (tmp_path / "jane.md").write_text(record("person"), encoding="utf-8")
    run = docgraph("check", "--output", "markdown=jane.md", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (
        2,
        "docgraph: jane.md: is in the docs folder, where it would be read as a page; name a file outside\n",
    )
    assert (tmp_path / "jane.md").read_text(encoding="utf-8") == record("person")
    assert docgraph("check", "--output", "sarif=a.sarif", cwd=tmp_path).returncode == 0


def test_a_project_without_records_leaves_the_file(project: Path, docgraph: Command) -> None:
    for document in (project / "docs").iterdir():
        document.unlink()
    report = project / "a.sarif"
    report.write_text("before", encoding="utf-8")
    summary = {"GITHUB_STEP_SUMMARY": str(project / "summary")}
    run = docgraph("check", "--format", "github", "--output", "sarif=a.sarif", cwd=project, **summary)
    assert run.returncode == 2
    assert report.read_text(encoding="utf-8") == "before"
    assert not (project / "summary").exists()
    assert docgraph("check", "--allow-empty", "--output", "sarif=a.sarif", cwd=project).returncode == 0
    assert json.loads(report.read_text(encoding="utf-8"))["runs"][0]["results"] == []


def test_a_report_after_fixing_has_the_findings_that_are_left(project: Path, docgraph: Command) -> None:
    run = docgraph("check", "--fix", "--select", "DOC004,OWN005", "--output", "json-lines=left", cwd=project)
    assert run.stderr == "docgraph: fixed 1 finding in 1 file\n"
    assert "DOC004" not in (project / "left").read_text(encoding="utf-8")


def test_a_junit_test_fails_if_the_check_does(project: Path, docgraph: Command) -> None:
    for line, failures in (("never", 0), ("error", 1), ("info", 1)):
        run = docgraph("check", "--fail-on", line, "--output", "junit=-", cwd=project)
        assert (run.returncode, f'failures="{failures}"' in run.stdout) == (failures, True)


def test_only_the_format_github_adds_a_job_summary(project: Path, docgraph: Command, tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    summary.write_text("# Before\n", encoding="utf-8")
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    docgraph("check", "--output", f"github={tmp_path / 'github'}", cwd=project, **environment)
    assert summary.read_text(encoding="utf-8") == "# Before\n"
    docgraph("check", "--format", "github", cwd=project, **environment)
    report = docgraph("check", "--format", "markdown", cwd=project).stdout
    assert summary.read_text(encoding="utf-8") == f"# Before\n{report}"


def test_a_job_summary_without_room_or_folder_is_a_note(project: Path, docgraph: Command, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.write_bytes(b"x" * SUMMARY_BYTES)
    for file, note in (
        (full, "the job summary is full, so the report is not in it"),
        (tmp_path / "missing" / "summary", "the job summary cannot be written: No such file or directory"),
    ):
        run = docgraph("check", "--format", "github", cwd=project, GITHUB_STEP_SUMMARY=str(file))
        assert (run.returncode, run.stderr) == (1, f"docgraph: {note}\n")
        assert run.stdout.startswith("::error file=")
    assert full.stat().st_size == SUMMARY_BYTES


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository that defines an agent, without settings and documents."""
    folder = tmp_path / "scanned"
    (folder / ".claude" / "agents").mkdir(parents=True)
    (folder / ".git").mkdir()
    (folder / ".claude" / "agents" / "triage.md").write_text(CLAUDE, encoding="utf-8")
    return folder


@pytest.mark.slow
def test_a_scan_writes_its_findings_in_every_format(repository: Path, docgraph: Command, tmp_path: Path) -> None:
    listed = docgraph("scan", "--format", "json", cwd=repository)
    run = docgraph("scan", "--format", "json", *every_output(tmp_path), cwd=repository)
    assert (run.returncode, run.stdout) == (0, listed.stdout)
    codes = [finding["code"] for finding in json.loads(listed.stdout)["findings"]]
    assert "SHD001" in codes
    lines = (tmp_path / "json-lines").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["code"] for line in lines] == codes
    (sarif,) = json.loads((tmp_path / "sarif").read_text(encoding="utf-8"))["runs"]
    assert [result["ruleId"] for result in sarif["results"]] == codes
    assert sarif["automationDetails"] == {"id": "docgraph/scan/"}
    assert '<testcase classname="docgraph.scan"' in (tmp_path / "junit").read_text(encoding="utf-8")


def test_a_scan_may_print_a_report_and_add_a_job_summary(repository: Path, docgraph: Command, tmp_path: Path) -> None:
    summary = tmp_path / "summary"
    run = docgraph("scan", "--output", "github=-", cwd=repository, GITHUB_STEP_SUMMARY=str(summary))
    assert run.stdout.startswith("::error file=.claude/agents/triage.md,line=")
    assert summary.read_text(encoding="utf-8").startswith("## docgraph scan\n")


def test_a_scan_refuses_a_report_in_the_docs_folder(repository: Path, docgraph: Command) -> None:
    assert docgraph("scan", "--output", "markdown=report.md", cwd=repository).returncode == 0
    (repository / "docs").mkdir()
    (repository / "docgraph.toml").write_text('docs-dir = "docs"\n', encoding="utf-8")
    run = docgraph("scan", "--output", "json=docs/a.json", cwd=repository)
    assert run.returncode == 2
    assert "is in the docs folder" in run.stderr
