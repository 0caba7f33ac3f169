"""`scripts/fuzz` finds nothing in a small run, and what it would find is saved as small as it gets."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.fuzz_.documents import corpora
from scripts.fuzz_.run import main, smallest

from docgraph.model.document import Document
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.pipeline import parse_source

SEED = "20261130"


@pytest.mark.slow
def test_mutated_documents_meet_no_internal_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status = main(None, ["--n", "400", "--seed", SEED, "--save", str(tmp_path)])
    assert status == 0, capsys.readouterr().out


def test_there_are_documents_of_every_sort_to_mutate() -> None:
    found = corpora()
    assert len(found) > 300 and all(found)
    assert any(b"TriageBot" in content or b"kind: agent" in content for corpus in found for content in corpus.values())


def test_an_internal_error_is_reported_and_saved_as_small_as_it_gets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fails(source: SourceFile, settings: Settings) -> Document:
        if b"jane" in source.content:
            raise ValueError
        return parse_source(source, settings)

    monkeypatch.setattr("docgraph.parse.document.parse_source", fails)
    assert main(None, ["--n", "20", "--seed", SEED, "--save", str(tmp_path)]) == 1
    [saved] = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert saved.read_bytes() == b"jane"
    assert "ValueError in docgraph.parse.document:parse_document:" in capsys.readouterr().out


def test_the_smallest_corpus_keeps_what_is_needed_together() -> None:
    corpus = {"a.md": b"x" * 40 + b"A", "b.md": b"B" + b"y" * 40, "c.md": b"z"}
    needed = smallest(corpus, lambda other: b"A" in other.get("a.md", b"") and b"B" in other.get("b.md", b""))
    assert needed == {"a.md": b"A", "b.md": b"B"}
