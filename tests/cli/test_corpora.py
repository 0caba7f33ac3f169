"""Small projects with their reports as golden files; `pytest --update` rewrites them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ROOT, UNLIKE, Command

CORPORA = sorted(path for path in (ROOT / "tests" / "corpora").iterdir() if path.is_dir())


@pytest.mark.parametrize("form", ["text", "json", "github"])
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_report_matches_its_golden_file(corpus: Path, form: str, update: bool, docgraph: Command) -> None:
    run = docgraph("check", ".", "--as-of", "2026-11-21", "--format", form, cwd=corpus)
    assert not run.stderr
    got = f"{run.stdout}exit status {run.returncode}\n"
    golden = corpus / "expected" / f"{form}.txt"
    if update:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(got, encoding="utf-8")
    assert got == golden.read_text(encoding="utf-8"), f"if this is intended: pytest --update {Path(__file__).name}"


@pytest.mark.slow
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_a_report_does_not_depend_on_hash_seed_locale_or_zone(corpus: Path, docgraph: Command) -> None:
    first, second = (docgraph("check", ".", "--format", "json", cwd=corpus, **variables) for variables in UNLIKE)
    assert first.stdout and first.stdout == second.stdout


def test_healthy_documents_give_no_error(docgraph: Command) -> None:
    """Their authors knew only the guide; five languages, and the forms that teams already use."""
    corpus = ROOT / "tests" / "corpora" / "healthy"
    assert len(list(corpus.rglob("docs/**/*.md"))) >= 60
    run = docgraph("check", ".", "--as-of", "2026-11-21", "--format", "json", cwd=corpus)
    errors = [finding for finding in json.loads(run.stdout)["findings"] if finding["severity"] == "error"]
    assert not errors
    assert run.returncode == 0
