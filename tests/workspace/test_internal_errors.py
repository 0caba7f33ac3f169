"""An internal error while reading a document is reported by every command and by MkDocs; other documents are read."""

from __future__ import annotations

import json
import os
import pydoc
import subprocess
from pathlib import Path
from typing import Any

import pytest

from docgraph.app import check
from docgraph.cli.check_request import CheckRequest
from docgraph.model.document import Document
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse import pipeline as load
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import load_graph, project_at
from tests.conftest import ENVIRONMENT
from tests.corpus import record
from tests.fork_server import run_module
from tests.mkdocs.site import build, config, page, write
from tests.mkdocs.test_serve import serving, shown

DEFECT = """
import docgraph.parse.document as reading
usual = reading.parse_source
def parse_source(source, settings):
    if b"DEFECT" in source.content:
        raise ValueError("a secret")
    return usual(source, settings)
reading.parse_source = parse_source
"""
FILES = {
    "index.md": "# Home\n",
    "jane.md": record("person"),
    "sam.md": record("person"),
    "held.md": record("outcome", owner="jane", backup="sam", due="2027-01-01", success_criteria="[it is live]"),
    "torn.md": record("outcome", owner="jane") + "A body with a DEFECT.\n",
}
HOOK = "hooks: [defect.py]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write(tmp_path, FILES, config(extra=HOOK))
    (tmp_path / "defect.py").write_text(DEFECT, encoding="utf-8")
    return tmp_path


def run(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_module("docgraph", *arguments, cwd=project, env={**ENVIRONMENT, **environment}, before=DEFECT)


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_every_format_reports_it_beside_all_else(project: Path, form: str) -> None:
    (project / "docs" / "orphan.md").write_text(record("outcome"), encoding="utf-8")
    completed = run(project, "check", "--format", form, "--fail-on", "never")
    assert completed.returncode == 70 and not completed.stderr
    assert all(
        word in completed.stdout for word in ("INT001", "docs/torn.md", "ValueError", "OWN001", "docs/orphan.md")
    )
    assert "a secret" not in completed.stdout
    if form == "json":
        assert json.loads(completed.stdout)["documents"] == 4


def test_a_result_with_internal_errors_is_not_cached(project: Path) -> None:
    kept = {"DOCGRAPH_CACHE_DIR": str(project / "kept")}
    assert [run(project, "check", **kept).returncode for _ in range(2)] == [70, 70]
    assert not list(project.glob("kept/*/answer-*"))
    (project / "docs" / "torn.md").unlink()
    assert run(project, "check", **kept).returncode == 0
    assert list(project.glob("kept/*/answer-*"))


@pytest.mark.parametrize(
    ("arguments", "answered"),
    [
        (("who", "held"), "jane"),
        (("who", "no-such-record"), ""),
        (("leaver", "jane"), "held"),
        (("waivers",), "waiver"),
        (("export",), '"held"'),
    ],
)
def test_other_commands_answer_and_say_that_it_is_incomplete(
    project: Path, arguments: tuple[str, ...], answered: str
) -> None:
    completed = run(project, *arguments)
    assert completed.returncode == 70
    assert answered in completed.stdout
    assert completed.stderr.endswith(
        "docgraph: this output is incomplete because of an internal error; run `docgraph check` for details\n"
    )


def test_what_cannot_be_read_is_not_fixed_and_the_rest_is(project: Path) -> None:
    (project / "docs" / "bot.md").write_text("---\nkind: agnet\nowner: jane\n---\n", encoding="utf-8")
    completed = run(project, "check", "--fix")
    assert completed.returncode == 70
    assert "kind: agent" in (project / "docs" / "bot.md").read_text(encoding="utf-8")


@pytest.mark.host
def test_a_build_stops_before_the_old_site_is_touched(project: Path) -> None:
    (project / "defect.py").write_text("", encoding="utf-8")
    assert build(project).returncode == 0
    before = page(project, "held/index.html")
    (project / "defect.py").write_text(DEFECT, encoding="utf-8")
    (project / "docs" / "held.md").write_text(FILES["held.md"] + "More.\n", encoding="utf-8")
    completed = build(project)
    assert completed.returncode == 1
    assert "INT001" in completed.stderr and "Traceback" not in completed.stderr and "a secret" not in completed.stderr
    assert page(project, "held/index.html") == before


@pytest.mark.host
def test_an_exception_anywhere_else_ends_a_build_in_words(project: Path) -> None:
    (project / "defect.py").write_text(
        "import docgraph.app.run_check as run\ndef build(*a, **k): raise KeyError('a secret')\nrun.build = build\n",
        encoding="utf-8",
    )
    completed = build(project)
    assert completed.returncode == 1
    assert "internal error: KeyError in docgraph.app.run_check:_graph:" in completed.stderr
    assert "Traceback" not in completed.stderr and "a secret" not in completed.stderr


@pytest.mark.host
def test_serving_goes_on_and_shows_it_on_the_page(project: Path) -> None:
    torn = project / "docs" / "torn.md"
    with serving(project, "mkdocs") as url:
        assert "INT001" in shown(f"{url}torn/", "ValueError")
        torn.write_text(record("outcome", owner="jane") + "A body.\n", encoding="utf-8")
        shown(f"{url}torn/", "A body.", absent="INT001")
        torn.write_text(record("outcome", owner="jane") + "A DEFECT again.\n", encoding="utf-8")
        assert "INT001" in shown(f"{url}torn/", "ValueError")
        assert "Home" in shown(url, "Home")


def fails_on(monkeypatch: pytest.MonkeyPatch, module: str, word: bytes) -> None:
    def read(source: SourceFile, settings: Settings) -> Document:
        if word in source.content:
            raise RecursionError
        return load.parse_source(source, settings)

    monkeypatch.setattr(module, read)


def test_two_processes_report_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    for number in range(40):
        text = "A DEFECT" if number % 7 == 0 else "Text"
        (docs / f"o{number:02}.md").write_text(record("outcome", owner="jane") + text, encoding="utf-8")
    (tmp_path / "docgraph.toml").write_text("", encoding="utf-8")
    fails_on(monkeypatch, "docgraph.parse.document.parse_source", b"DEFECT")
    monkeypatch.setattr("docgraph.workspace.cache.document_cache.can_fork", lambda: True)
    results = []
    for worth in (1, 1000):
        monkeypatch.setattr("docgraph.workspace.cache.document_cache.MIN_DOCUMENTS_FOR_FORK", worth)
        results.append(check(project_at(layout_of(tmp_path), reader=CachingReader(Cache(None)))).findings)
    assert results[0] == results[1]
    assert sum(finding.code == "INT001" for finding in results[0]) == 6


@pytest.mark.parametrize(
    "where",
    ["docgraph.workspace.cache.document_cache.serialize", "docgraph.workspace.cache.document_cache.deserialize"],
)
def test_an_exception_while_caching_a_document_does_not_drop_it(
    project: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    (project / "docs" / "torn.md").unlink()
    cache = Cache(project / "kept")
    usual = check(project_at(layout_of(project), reader=CachingReader(cache)))
    assert usual.exit_status == 0

    def fails(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(where, fails)
    result = check(project_at(layout_of(project), reader=CachingReader(cache)))
    if where.endswith("deserialize"):
        assert result.findings == usual.findings
    else:
        cold = check(project_at(layout_of(project), reader=CachingReader(Cache(None))))
        assert {finding.at.path for finding in cold.internal_errors} == {
            f"docs/{name}" for name in FILES if name != "torn.md"
        }


def test_what_fails_in_the_walk_costs_that_entry(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = os.path.realpath
    (project / "docs" / "a-link.md").symlink_to("jane.md")

    def realpath(path: str, **options: bool) -> str:
        if os.fspath(path).endswith("a-link.md"):
            raise OverflowError("a secret")
        return usual(path, **options)

    (project / "docs" / "torn.md").unlink()
    monkeypatch.setattr("docgraph.workspace.disk.os.path.realpath", realpath)
    result = check(project_at(layout_of(project)))
    assert [finding.at.path for finding in result.internal_errors] == ["docs/a-link.md"]
    assert result.documents == 3


@pytest.mark.parametrize(
    ("function", "path"),
    [
        ("docgraph.definitions.find.read_definitions", ".claude/agents/torn.md"),
        ("docgraph.definitions.find.PathIndex.named_in", ".claude-plugin/plugin.json"),
    ],
)
def test_an_exception_while_reading_a_definition_costs_that_file(
    project: Path, monkeypatch: pytest.MonkeyPatch, function: str, path: str
) -> None:
    agent = "---\nname: a\ndescription: x\n---\n"
    for name in (".claude/agents/torn.md", ".claude/agents/sound.md", ".claude-plugin/plugin.json"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(agent.replace("name: a", f"name: {Path(name).stem}"), encoding="utf-8")
    module, _, name = function.rpartition(".")
    owner = pydoc.locate(module)
    usual = getattr(owner, name)

    def failing(*given: Any) -> Any:
        if any(getattr(argument, "path", "") == path for argument in given):
            raise OverflowError("a secret")
        return usual(*given)

    (project / "docs" / "torn.md").unlink()
    monkeypatch.setattr(function, failing)
    result = check(project_at(layout_of(project)))
    assert [finding.at.path for finding in result.internal_errors] == [path]
    assert result.exit_status == 70
    assert "sound" in {definition.name for definition in result.graph.definitions}
    assert result.documents == 3


def test_the_graph_in_python_has_it_among_its_problems(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_on(monkeypatch, "docgraph.parse.document.parse_source", b"DEFECT")
    graph = load_graph(project)
    assert [problem.at.path for problem in graph.problems if problem.rule_name == "internal-error"] == ["docs/torn.md"]


def test_an_answer_with_it_is_not_kept_in_the_same_process(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fails_on(monkeypatch, "docgraph.parse.document.parse_source", b"DEFECT")
    monkeypatch.setenv("DOCGRAPH_CACHE_DIR", str(project / "kept"))
    request = CheckRequest(str(project))
    assert request.run().status == 70
    monkeypatch.undo()
    monkeypatch.setenv("DOCGRAPH_CACHE_DIR", str(project / "kept"))
    assert request.run().status == 0
