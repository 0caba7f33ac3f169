"""Small projects with their reports as golden files; `pytest --update` rewrites them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, UNLIKE, Command

CORPORA = sorted(path for path in (ROOT / "tests" / "corpora").iterdir() if path.is_dir())


def placed(corpus: Path, tmp_path: Path) -> Path:
    """The folder of a corpus. One with agent definitions is copied into a repository of its own."""
    if not (corpus / ".claude").is_dir():
        return corpus
    copy = tmp_path / corpus.name
    shutil.copytree(corpus, copy, ignore=shutil.ignore_patterns("expected"))
    (copy / ".git").mkdir()
    return copy


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_report_matches_its_golden_file(
    corpus: Path, form: str, update: bool, docgraph: Command, tmp_path: Path
) -> None:
    run = docgraph("check", ".", "--as-of", "2026-11-21", "--format", form, cwd=placed(corpus, tmp_path))
    assert not run.stderr
    got = f"{run.stdout}exit status {run.returncode}\n"
    golden = corpus / "expected" / f"{form}.txt"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(got, encoding="utf-8")
    assert got == golden.read_text(encoding="utf-8"), f"if this is intended: pytest --update {Path(__file__).name}"


@pytest.mark.slow
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_report_does_not_depend_on_hash_seed_locale_or_zone(corpus: Path, docgraph: Command, tmp_path: Path) -> None:
    place = placed(corpus, tmp_path)
    first, second = (docgraph("check", ".", "--format", "json", cwd=place, **variables) for variables in UNLIKE)
    assert first.stdout and first.stdout == second.stdout


def test_healthy_documents_give_no_error(docgraph: Command) -> None:
    """Their authors knew only the guide; five languages, and the forms that teams already use."""
    corpus = ROOT / "tests" / "corpora" / "healthy"
    assert len(list(corpus.rglob("docs/**/*.md"))) >= 60
    run = docgraph("check", ".", "--as-of", "2026-11-21", "--format", "json", cwd=corpus)
    errors = [finding for finding in json.loads(run.stdout)["findings"] if finding["severity"] == "error"]
    assert not errors
    assert run.returncode == 0


@pytest.mark.parametrize("corpus", ["documented-agents", "undocumented-agents"])
def test_an_export_of_agents_matches_its_golden_file(
    corpus: str, update: bool, docgraph: Command, tmp_path: Path
) -> None:
    folder = ROOT / "tests" / "corpora" / corpus
    run = docgraph("export", ".", "--as-of", "2026-11-21", cwd=placed(folder, tmp_path))
    golden = folder / "expected" / "graph.json"
    if update:
        golden.write_text(run.stdout, encoding="utf-8")
    assert run.stdout == golden.read_text(encoding="utf-8"), (
        f"if this is intended: pytest --update {Path(__file__).name}"
    )


def test_documented_agents_give_no_finding_about_definitions(docgraph: Command, tmp_path: Path) -> None:
    folder = placed(ROOT / "tests" / "corpora" / "documented-agents", tmp_path)
    report = json.loads(docgraph("check", ".", "--as-of", "2026-11-21", "--format", "json", cwd=folder).stdout)
    assert not [finding for finding in report["findings"] if finding["code"].startswith(("SHD", "COD"))]
    assert report["definitions"] == {"definition": 3, "mcp-server": 1, "skill": 1}
