"""A report that was kept answers again after an edit of prose, and after no other."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from docgraph import app
from docgraph.app import Project, check
from docgraph.cli.check_request import CheckRequest, quoted_documents
from docgraph.model.settings import Settings, settings_from
from docgraph.model.source_file import SourceFile
from docgraph.report import FORMATS, ReportContext
from docgraph.rules import RULES
from docgraph.workspace.cache import store as kept
from docgraph.workspace.cache.document_cache import CachingReader, semantic_digest
from docgraph.workspace.cache.store import Cache
from tests.conftest import ROOT
from tests.rules.page_cases import AS_OF, Case, cases

PROSE = b"\n\nWhoever forgot the key is to blame, TODO; see the owner in 2019. {x} [ ] | a | b |\n"
DAY = date(2026, 11, 21)


@pytest.mark.slow
def test_no_rule_reads_what_the_semantic_digest_leaves_out() -> None:
    alike, wrong = 0, []
    for rule in RULES:
        for case in cases(rule.page):
            sources = tuple(SourceFile(path, content) for path, content in case.files.items())
            output, semantic_digests = _report(case, sources)
            longer = tuple(replace(source, content=source.content + PROSE) for source in sources)
            edited = tuple(map(partial(_edited, semantic_digests, settings_from(case.settings)), sources, longer))
            alike += sum(source is now for source, now in zip(longer, edited, strict=True))
            if _report(case, edited)[0] != output:
                wrong.append(rule.code)
    assert wrong == []
    assert alike > 300, "hardly any edit keeps the semantic digest, so this tests too little"


def _edited(
    semantic_digests: dict[str, str | None], settings: Settings, source: SourceFile, longer: SourceFile
) -> SourceFile:
    """The longer text, if it comes down to the same."""
    before = semantic_digests[source.path]
    return longer if before is not None and semantic_digest(longer, settings) == before else source


def _report(case: Case, sources: tuple[SourceFile, ...]) -> tuple[str, dict[str, str | None]]:
    settings, documents = settings_from(case.settings), CachingReader(Cache(None))
    project = Project(sources, settings, settings.as_of or AS_OF, exists=case.others.__contains__, reader=documents)
    result = check(project)
    facts = ReportContext(result.graph, result.findings, result.documents, result.pages, False)
    return FORMATS["json"](facts), documents.semantic_digests(but=quoted_documents(result))


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "kept"))
    root = tmp_path / "project"
    shutil.copytree(ROOT / "content" / "example", root / "docs")
    (root / "docgraph.toml").write_text("", encoding="utf-8")
    return root


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Project]:
    """The checks that were made."""
    made: list[Project] = []

    def recorded_check(project: Project) -> app.CheckResult:
        made.append(project)
        return check(project)

    monkeypatch.setattr("docgraph.app.check", recorded_check)
    return made


def report(root: Path, cached: bool = True) -> str:
    return CheckRequest(str(root), as_of=DAY, cached=cached).run().text


def appended(more: bytes) -> Callable[[bytes], bytes]:
    return lambda text: text + more


@pytest.mark.slow
@pytest.mark.parametrize(
    ("path", "edit", "anew"),
    [
        ("outcomes/module-x-tested.md", appended(b"\nOne more line.\n"), False),
        ("outcomes/module-x-tested.md", appended(b"\n    [[in code]]\n"), False),
        ("index.md", appended(b"\nA page that is no record.\n"), False),
        ("outcomes/module-x-tested.md", appended(b"\nSee [[nobody-here]].\n"), True),
        ("outcomes/module-x-tested.md", appended(b"\nAKIAIOSFODNN7EXAMPLE\n"), True),
        ("outcomes/module-x-tested.md", lambda text: text.replace(b"owner:", b"ower:", 1), True),
        ("outcomes/module-x-tested.md", lambda text: text.replace(b"---\n", b"---\n# more\n", 1), True),
        ("index.md", lambda text: b"---\nkind: outcome\n---\n" + text, True),
    ],
)
def test_only_an_edit_of_prose_leaves_the_report(
    project: Path, checks: list[Project], path: str, edit: Callable[[bytes], bytes], anew: bool
) -> None:
    report(project)
    assert len(checks) == 1
    file = project / "docs" / path
    before = file.read_bytes()
    file.write_bytes(edit(before))
    assert file.read_bytes() != before
    expected = report(project)
    assert len(checks) == 1 + anew
    assert expected == report(project, cached=False)
    report(project)
    assert len(checks) == 2 + anew, "what was found out is kept in its turn"


def test_a_document_that_the_report_quotes_is_checked_anew(project: Path, checks: list[Project]) -> None:
    file = project / "docs" / "outcomes" / "module-x-tested.md"
    file.write_bytes(re.sub(rb"\nowner: .*", b"\nowner: nobody-here # aaa", file.read_bytes()))
    assert "# aaa" in report(project)
    file.write_bytes(file.read_bytes().replace(b"# aaa", b"# bbb"))
    assert "# bbb" in report(project)
    assert report(project) == report(project, cached=False)
    assert len(checks) == 3


def test_many_changed_documents_are_checked_at_once(project: Path, checks: list[Project]) -> None:
    report(project)
    for file in (project / "docs").rglob("*.md"):
        file.write_bytes(file.read_bytes() + b"\nOne more line.\n")
    report(project)
    assert len(checks) == 2


def test_a_published_file_at_the_address_of_a_generated_one_is_reported(project: Path) -> None:
    (project / "docgraph.toml").unlink()
    (project / "mkdocs.yml").write_text("site_name: a\nplugins: [docgraph]\n", encoding="utf-8")
    assert "DOC013" not in report(project)
    style = project / "docs" / "assets" / "docgraph" / "docgraph.css"
    style.parent.mkdir(parents=True)
    style.write_text("", encoding="utf-8")
    assert "DOC013" in report(project)
    assert report(project) == report(project, cached=False)
