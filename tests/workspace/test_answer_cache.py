"""A cached answer to a question about the doc graph equals a new one, whatever changed in between."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from docgraph import app
from docgraph.app import CheckResult, Project
from docgraph.cli.check_request import query_of
from docgraph.cli.commands.baseline import _accepted
from docgraph.cli.query import Query
from docgraph.parse.document import failed_document
from docgraph.workspace.cache import answer_cache
from docgraph.workspace.cache import store as kept
from docgraph.workspace.cache.report_cache import CachedReport
from docgraph.workspace.cache.store import Cache
from tests.cli.revisions import DEFINITION, FILES, SAM, commit, git, write

DAY = date(2026, 11, 21)
SHOWN = "agent:spec-to-pr"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "kept"))
    root = tmp_path / "project"
    write(root, FILES)
    return root


@pytest.fixture
def graphs(monkeypatch: pytest.MonkeyPatch) -> list[Project]:
    """The projects whose doc graph was built."""
    built: list[Project] = []

    def recorded(work: Callable[[Project], CheckResult]) -> Callable[[Project], CheckResult]:
        def record(project: Project) -> CheckResult:
            built.append(project)
            return work(project)

        return record

    for name in ("check", "check_without_rules"):
        monkeypatch.setattr(f"docgraph.cli.query.{name}", recorded(getattr(app, name)))
    return built


def answer(root: Path, *words: str, cached: bool = True, as_of: date | None = DAY) -> str:
    """The answer of `list` to a selector; that of `show` to the ref `SHOWN` without one."""
    request = replace(query_of(str(root), None, as_of), cached=cached)

    def evaluate(project: Project) -> tuple[CachedReport, bool]:
        query = Query.about(request, project)
        questions = query.questions
        found = questions.listed(query.selected(" ".join(words))) if words else questions.shown(query.ref_of(SHOWN))
        return query.report(found, "text"), not query.reads_revisions

    return request.answered(words, evaluate).text


def test_an_unchanged_project_is_read_once(project: Path, graphs: list[Project]) -> None:
    expected = answer(project, "kind:agent")
    assert answer(project, "kind:agent") == expected
    assert len(graphs) == 1
    assert answer(project, "kind:person") != expected, "another question"
    assert answer(project, "kind:agent") == expected
    assert len(graphs) == 2, "an answer does not replace another"
    answer(project, "kind:agent", as_of=date(2027, 1, 1))
    assert len(graphs) == 3, "another as-of date"


EDITS: dict[str, Callable[[Path], object]] = {
    "a value": lambda root: write(
        root, {"docs/agents/spec-to-pr.md": FILES["docs/agents/spec-to-pr.md"] + "\nMore.\n"}
    ),
    "another owner": lambda root: _replace(root / "docs/agents/spec-to-pr.md", "owner: sam.lee", "owner: jane.doe"),
    "lines above": lambda root: _replace(root / "docs/agents/spec-to-pr.md", "---\nkind", "---\n# a\nkind"),
    "a new document": lambda root: write(root, {"docs/people/new.md": SAM}),
    "a deleted document": lambda root: (root / "docs/people/jane.doe.md").unlink(),
    "a renamed document": lambda root: (root / "docs/people/sam.lee.md").rename(root / "docs/people/sam.md"),
    "a setting": lambda root: write(root, {"docgraph.toml": 'docs-dir = "docs"\nignore = ["AGT002"]\n'}),
    "another severity": lambda root: write(
        root, {"docgraph.toml": 'docs-dir = "docs"\nrules = { AGT002 = "error" }\n'}
    ),
    "a definition": lambda root: write(root, {".claude/agents/spec-to-pr.md": DEFINITION.replace("Grep", "Bash")}),
    "a definition without a packet": lambda root: write(
        root, {".claude/agents/new.md": DEFINITION.replace("spec-to-pr", "new")}
    ),
    "no definition": lambda root: (root / ".claude/agents/spec-to-pr.md").unlink(),
    "CODEOWNERS": lambda root: write(root, {"CODEOWNERS": ".claude/ @jane.doe\n"}),
    "a baseline": lambda root: query_of(str(root), None, DAY).applied(_accepted("", "", None)),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
@pytest.mark.parametrize("words", [(), ("*",), ("finding:*",)], ids=str)
def test_an_answer_after_a_change_equals_a_new_one(
    project: Path, words: tuple[str, ...], edit: Callable[[Path], object]
) -> None:
    before = answer(project, *words)
    assert before == answer(project, *words, cached=False)
    edit(project)
    after = answer(project, *words, cached=False)
    assert answer(project, *words) == after
    assert answer(project, *words) == after, "from the cache"


def test_a_file_that_appears_changes_an_answer(project: Path, graphs: list[Project]) -> None:
    _replace(project / "docs/agents/spec-to-pr.md", ".claude/agents/spec-to-pr.md", "prompts/triage.txt")
    before = answer(project)
    write(project, {"prompts/triage.txt": "Do it.\n"})
    after = answer(project, cached=False)
    assert after != before
    assert answer(project) == after
    graphs.clear()
    write(project, {"prompts/more.txt": "A file on which no answer depends.\n"})
    assert answer(project) == after
    assert graphs == []


def test_answers_from_before_a_file_appeared_do_not_come_back(project: Path) -> None:
    _replace(project / "docs/agents/spec-to-pr.md", ".claude/agents/spec-to-pr.md", "prompts/triage.txt")
    before = answer(project)
    write(project, {"prompts/triage.txt": "Do it.\n"})
    answer(project, "kind:agent")
    assert answer(project) == answer(project, cached=False) != before


def test_a_published_file_changes_an_answer(project: Path) -> None:
    (project / "docgraph.toml").unlink()
    people = "---\nkind: people\npeople: [{id: ann}]\n---\n"
    write(project, {"mkdocs.yml": "site_name: a\nplugins: [{docgraph: {pages: made}}]\n", "docs/people.md": people})
    assert "person:ann " not in answer(project, "finding:covered-page")
    write(project, {"docs/made/person/ann/index.html": "<p>More</p>"})
    assert answer(project, "finding:covered-page").startswith("person:ann ")


def test_the_answer_of_an_incomplete_check_is_not_cached(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        failed = partial(failed_document, error=ValueError("a"))
        broken.setattr("docgraph.parse.document.parse_document", lambda source, _: failed(source))
        assert answer(project, "kind:agent") == "no results\n"
    assert answer(project, "kind:agent").startswith(SHOWN)


def test_the_working_directory_is_part_of_the_question(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    assert answer(project, "kind:agent").startswith("agent:spec-to-pr  sam.lee  L2 active  docs/agents/")
    monkeypatch.chdir(project / "docs")
    assert answer(project, "kind:agent").startswith("agent:spec-to-pr  sam.lee  L2 active  agents/")


def test_an_answer_about_a_revision_is_not_cached(project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    commit(project, {})
    write(project, {"docs/people/new.md": SAM})
    assert answer(project, "state:new@HEAD").startswith("person:new ")
    commit(project, {})
    assert answer(project, "state:new@HEAD") == "no results\n"


def test_rules_run_only_if_an_answer_needs_findings(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[Project] = []

    def record(project: Project) -> CheckResult:
        checked.append(project)
        return app.check(project)

    monkeypatch.setattr("docgraph.cli.query.check", record)
    answer(project, "owner:jane.doe and kind:outcome")
    assert checked == []
    assert answer(project, "finding:* and kind:agent", cached=False) == answer(project, "finding:* and kind:agent")
    assert len(checked) == 2


def test_the_oldest_answers_are_dropped(project: Path, graphs: list[Project], monkeypatch: pytest.MonkeyPatch) -> None:
    size = len(answer(project, "kind:agent"))
    monkeypatch.setattr(answer_cache, "_MOST", 2 * size)
    for name in ("agent", "?gent", "a?ent"):
        answer(project, f"kind:{name}")
    assert len(graphs) == 3
    answer(project, "kind:?gent")
    answer(project, "kind:a?ent")
    assert len(graphs) == 3
    answer(project, "kind:agent")
    assert len(graphs) == 4
    monkeypatch.setattr(answer_cache, "_MOST", size - 1)
    answer(project, "kind:ag?nt")
    answer(project, "kind:ag?nt")
    assert len(graphs) == 6, "an answer that is too long is not cached"


@pytest.mark.parametrize("value", [[], {}, 1, [1, 2, 3], ["", {}, {}], "state"])
def test_cache_files_of_another_shape_are_ignored(project: Path, tmp_path: Path, value: object) -> None:
    expected = answer(project, "kind:agent")
    [folder] = map(Path, (entry.path for entry in os.scandir(tmp_path / "kept")))
    cache = Cache(folder)
    state = cache.load("questions")[0]
    cache.store("questions", value if value != "state" else [state, [], {"a": 1}])
    assert answer(project, "kind:agent") == expected
    cache.store("questions", [state, {}, {"a": 1}])
    assert answer(project, "kind:agent") == expected


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
