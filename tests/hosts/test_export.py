"""The command `export`: where it writes, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import Command
from tests.corpus import record

ORPHAN = record("outcome", owner="nobody", backup="sam", due="2027-01-01", success_criteria="x", if_wrong="sam")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one error."""
    (tmp_path / "docs").mkdir()
    for name, content in {"jane.md": record("person"), "sam.md": record("person"), "orphan.md": ORPHAN}.items():
        (tmp_path / "docs" / name).write_text(content, encoding="utf-8")
    (tmp_path / "docgraph.toml").write_text("as-of = 2026-11-21\n", encoding="utf-8")
    return tmp_path


def test_errors_are_counted_in_one_line_and_the_export_is_whole(project: Path, docgraph: Command) -> None:
    run = docgraph("export", cwd=project)
    assert run.returncode == 0
    assert run.stderr == "docgraph: 1 error stands in these documents; `docgraph check` tells them\n"
    assert [one["id"] for one in json.loads(run.stdout)["records"]] == ["orphan", "jane", "sam"]
    (project / "docs" / "orphan.md").unlink()
    assert docgraph("export", cwd=project).stderr == ""


@pytest.mark.parametrize(
    ("form", "name"), [("json", "graph.json"), ("graphml", "graph.graphml"), ("mermaid", "graph.mmd")]
)
def test_a_format_of_one_file_goes_to_standard_output_a_file_or_a_folder(
    project: Path, docgraph: Command, form: str, name: str
) -> None:
    said = docgraph("export", "--format", form, cwd=project).stdout.encode()
    (project / "out").mkdir()
    for output, path in (("a.txt", "a.txt"), ("out", f"out/{name}"), ("a.txt", "a.txt")):
        assert docgraph("export", "docs", "--format", form, "--output", output, cwd=project).stdout == ""
        assert (project / path).read_bytes() == said
    assert sorted(path.name for path in project.iterdir()) == ["a.txt", "docgraph.toml", "docs", "out"]


def test_csv_is_two_files_in_a_folder_or_the_relations(project: Path, docgraph: Command) -> None:
    docgraph("export", "--format", "csv", "--output", "new/folder", cwd=project)
    files = {path.name: path.read_bytes() for path in (project / "new" / "folder").iterdir()}
    assert sorted(files) == ["records.csv", "relations.csv"]
    run = docgraph("export", "--format", "csv", cwd=project)
    assert run.stdout.encode().replace(b"\n", b"\r\n") == files["relations.csv"]
    assert all(text.count(b"\r\n") == text.count(b"\n") > 1 for text in files.values())


def test_the_day_is_that_of_the_option_else_of_the_settings(project: Path, docgraph: Command) -> None:
    def day(*arguments: str) -> str:
        return str(json.loads(docgraph("export", *arguments, cwd=project).stdout)["as-of"])

    assert day() == "2026-11-21"
    assert day("--as-of", "2026-01-31") == "2026-01-31"
    (project / "other.toml").write_text("as-of = 2025-01-01\n", encoding="utf-8")
    assert day("--config", "other.toml") == "2025-01-01"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--config", "missing.toml"], "missing.toml"),
        (["--config", "broken.toml"], "unheard-of"),
        (["nowhere"], "does not exist"),
        (["--format", "xml"], "xml"),
        (["--output", "missing/a.json"], "missing"),
        (["--format", "csv", "--output", "docgraph.toml"], "docgraph.toml: cannot be written"),
    ],
)
def test_what_cannot_be_read_or_written_exits_2(
    project: Path, docgraph: Command, arguments: list[str], word: str
) -> None:
    (project / "broken.toml").write_text("unheard-of = 1\n", encoding="utf-8")
    run = docgraph("export", *arguments, cwd=project)
    assert run.returncode == 2, run
    assert word in run.stderr and "Traceback" not in run.stderr
    assert run.stdout == ""


def test_a_failed_export_leaves_the_old_file(project: Path, docgraph: Command) -> None:
    (project / "a.json").write_text("old", encoding="utf-8")
    assert docgraph("export", "--config", "missing.toml", "--output", "a.json", cwd=project).returncode == 2
    assert (project / "a.json").read_text(encoding="utf-8") == "old"


def test_a_pipe_is_written_to_and_not_replaced(project: Path, docgraph: Command) -> None:
    os.mkfifo(project / "pipe")
    reader = os.open(project / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert docgraph("export", "--output", "pipe", cwd=project).returncode == 0
    assert json.loads(os.read(reader, 65536))["version"] == 1
    os.close(reader)
    assert (project / "pipe").is_fifo()


def test_bytes_do_not_depend_on_hash_seed_locale_or_zone(project: Path, docgraph: Command) -> None:
    for form in ("json", "graphml", "csv", "mermaid"):
        first = docgraph("export", "--format", form, cwd=project, PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
        second = docgraph("export", "--format", form, cwd=project, PYTHONHASHSEED="2", TZ="Pacific/Kiritimati")
        assert first.stdout and first.stdout == second.stdout
