"""Small projects with their reports as golden files; `pytest --update` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, UNLIKE, Command

CORPORA = sorted(path for path in (ROOT / "tests" / "corpora").iterdir() if path.is_dir())


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_the_report_of_a_corpus_is_the_golden_one(corpus: Path, form: str, update: bool, docgraph: Command) -> None:
    run = docgraph("check", ".", "--as-of", "2026-11-21", "--format", form, cwd=corpus)
    assert not run.stderr
    got = f"{run.stdout}exit status {run.returncode}\n"
    golden = corpus / "expected" / f"{form}.txt"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(got, encoding="utf-8")
    assert got == golden.read_text(encoding="utf-8"), f"if that is meant: pytest --update {Path(__file__).name}"


@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_report_does_not_depend_on_hash_seed_locale_or_zone(corpus: Path, docgraph: Command) -> None:
    first, second = (docgraph("check", ".", "--format", "json", cwd=corpus, **variables) for variables in UNLIKE)
    assert first.stdout and first.stdout == second.stdout


def test_healthy_documents_give_no_error(docgraph: Command) -> None:
    """They are written from the guide alone, in five languages and in the forms that teams bring along."""
    corpus = ROOT / "tests" / "corpora" / "healthy"
    assert len(list(corpus.rglob("docs/**/*.md"))) >= 60
    run = docgraph("check", ".", "--as-of", "2026-11-21", "--format", "json", cwd=corpus)
    errors = [finding for finding in json.loads(run.stdout)["findings"] if finding["severity"] == "error"]
    assert not errors
    assert run.returncode == 0
