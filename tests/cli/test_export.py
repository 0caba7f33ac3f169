"""The command `export`: where it writes, and how it ends."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.conftest import UNLIKE, Command
from tests.corpus import record
from tests.export.reading import table_of
from tests.mkdocs.site import FILES, build, config, write

ORPHAN = record("outcome", owner="nobody", backup="sam", due="2027-01-01", success_criteria="x", if_wrong="sam")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one error."""
    (tmp_path / "docs").mkdir()
    for name, content in {"jane.md": record("person"), "sam.md": record("person"), "orphan.md": ORPHAN}.items():
        (tmp_path / "docs" / name).write_text(content, encoding="utf-8")
    (tmp_path / "docgraph.toml").write_text("as-of = 2026-11-21\n", encoding="utf-8")
    return tmp_path


def test_errors_are_counted_in_one_line_and_the_export_is_complete(project: Path, docgraph: Command) -> None:
    run = docgraph("export", cwd=project)
    assert run.returncode == 0
    assert run.stderr == "docgraph: the exported documents have 1 error; run `docgraph check` for details\n"
    assert [record["id"] for record in json.loads(run.stdout)["records"]] == ["orphan", "jane", "sam"]
    (project / "docs" / "orphan.md").unlink()
    assert docgraph("export", cwd=project).stderr == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "name"), [("json", "graph.json"), ("graphml", "graph.graphml"), ("mermaid", "graph.mmd")]
)
def test_a_format_of_one_file_goes_to_standard_output_a_file_or_a_folder(
    project: Path, docgraph: Command, form: str, name: str
) -> None:
    printed = docgraph("export", "--format", form, cwd=project).stdout.encode()
    (project / "out").mkdir()
    for output, path in (("a.txt", "a.txt"), ("out", f"out/{name}"), ("a.txt", "a.txt")):
        assert docgraph("export", "docs", "--format", form, "--output", output, cwd=project).stdout == ""
        assert (project / path).read_bytes() == printed
    assert sorted(path.name for path in project.iterdir()) == ["a.txt", "docgraph.toml", "docs", "out"]


def test_csv_is_two_files_in_a_folder_or_the_relations(project: Path, docgraph: Command) -> None:
    docgraph("export", "--format", "csv", "--output", "new/folder", cwd=project)
    files = {path.name: path.read_bytes() for path in (project / "new" / "folder").iterdir()}
    assert sorted(files) == ["records.csv", "relations.csv"]
    run = docgraph("export", "--format", "csv", cwd=project)
    assert run.stdout.encode().replace(b"\n", b"\r\n") == files["relations.csv"]
    assert all(text.count(b"\r\n") == text.count(b"\n") > 1 for text in files.values())


def test_the_as_of_date_comes_from_the_option_or_the_settings(project: Path, docgraph: Command) -> None:
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
        (["--output", "missing/a.json"], "docgraph: missing/a.json: cannot be written: No such file"),
        (
            ["--format", "csv", "--output", "docgraph.toml"],
            "docgraph.toml: is a file, not a folder; records.csv and relations.csv go into a folder",
        ),
    ],
)
def test_an_unreadable_input_or_unwritable_output_exits_2(
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


def test_a_pipe_receives_the_output_and_is_not_replaced(project: Path, docgraph: Command) -> None:
    os.mkfifo(project / "pipe")
    reader = os.open(project / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    assert docgraph("export", "--output", "pipe", cwd=project).returncode == 0
    assert json.loads(os.read(reader, 65536))["version"] == 1
    os.close(reader)
    assert (project / "pipe").is_fifo()


@pytest.mark.slow
def test_bytes_do_not_depend_on_hash_seed_locale_or_zone(project: Path, docgraph: Command) -> None:
    for form in ("json", "graphml", "csv", "mermaid"):
        first, second = (docgraph("export", "--format", form, cwd=project, **variables) for variables in UNLIKE)
        assert first.stdout and first.stdout == second.stdout


@pytest.mark.host
@pytest.mark.parametrize(("host", "urls"), [("mkdocs", "true"), ("mkdocs", "false"), ("properdocs", "true")])
def test_the_site_has_the_data_with_an_address_for_every_record(tmp_path: Path, host: str, urls: str) -> None:
    write(tmp_path, FILES, config("material", f"use_directory_urls: {urls}\n"))
    run = build(tmp_path, host, "--strict")
    assert run.returncode == 0, run.stderr
    graph = tmp_path / "site" / "trace"
    read = json.loads((graph / "graph.json").read_bytes())
    assert {record["kind"] for record in read["records"]} == {"person", "outcome", "agent", "runbook", "raci"}
    for node in (*read["records"], *read["pages"]):
        page = graph / node["url"]
        assert (page / "index.html" if node["url"].endswith("/") else page).is_file(), node
    rows = table_of((graph / "records.csv").read_bytes().decode())
    assert [row["url"] for row in rows] == [record["url"] for record in read["records"]]
    assert len(table_of((graph / "relations.csv").read_bytes().decode())) == len(read["relations"])
    index = (graph / "index.html").read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in ("graph.json", "records.csv", "relations.csv"))


@pytest.mark.host
def test_the_data_of_a_site_is_the_same_in_every_build_and_holds_no_markup(tmp_path: Path) -> None:
    evil = "</script><img src=x onerror=alert(1)>"
    people = (
        "---\nkind: people\npeople:\n  - {id: jane, title: '"
        + evil
        + "', contact: jane@example.org}\n  - id: sam\n---\n"
    )
    write(tmp_path, {**FILES, "people.md": people}, config(plugins="[docgraph: {as-of: 2026-11-21, pages: data/all}]"))
    data = tmp_path / "site" / "data" / "all"
    builds = []
    for _ in range(2):
        assert build(tmp_path).returncode == 0
        builds.append([(data / name).read_bytes() for name in ("graph.json", "records.csv", "relations.csv")])
    assert builds[0] == builds[1]
    assert not set(b"<>&") & set(builds[0][0])
    assert not any(b"jane@example.org" in content for content in builds[0])
    (jane,) = (record for record in json.loads(builds[0][0])["records"] if record["id"] == "jane")
    assert (jane["title"], jane["url"]) == (evil, "person/jane/")


@pytest.mark.host
def test_a_file_of_the_project_is_not_overwritten_by_the_data(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "trace/graph.json": "mine"})
    assert build(tmp_path).returncode == 0
    assert (tmp_path / "site" / "trace" / "graph.json").read_text(encoding="utf-8") == "mine"
