"""What is kept between runs saves work and never changes a byte of the answer, whatever became of it meanwhile."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import pytest
import yaml

from docgraph.app import check
from docgraph.cli.check_request import CheckRequest
from docgraph.cli.commands import COMMANDS
from docgraph.cli.output import Output
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.model.version import VERSION
from docgraph.parse.front_matter import compose as front_matter
from docgraph.parse.pipeline import parse_source
from docgraph.report import FORMATS, ReportContext
from docgraph.workspace import fork
from docgraph.workspace.cache import document_cache as reading
from docgraph.workspace.cache import store as kept
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache, cache_of, clear_old, identity
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.fork import BothEnds, SecondProcess, started
from docgraph.workspace.load_project import project_at
from tests.conftest import ENVIRONMENT, ROOT

CORPORA = [*sorted((ROOT / "tests" / "corpora").iterdir()), ROOT / "content" / "example"]
DAY = date(2026, 11, 21)


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    shutil.copytree(ROOT / "content" / "example", root / "docs")
    (root / "docgraph.toml").write_text("", encoding="utf-8")
    return root


def fresh(root: Path, form: str = "json") -> str:
    """The report without anything kept."""
    return CheckRequest(str(root), as_of=DAY, cached=False).run(Output(form)).text


def answer(root: Path, form: str = "json") -> str:
    return CheckRequest(str(root), as_of=DAY).run(Output(form)).text


def forget(store: Path, what: str) -> None:
    for file in store.rglob(f"{what}*"):
        file.unlink()


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("corpus", CORPORA, ids=lambda path: path.name)
def test_what_is_kept_gives_the_same_bytes(corpus: Path, form: str, store: Path) -> None:
    expected = fresh(corpus, form)
    assert answer(corpus, form) == expected, "nothing is kept yet"
    assert answer(corpus, form) == expected, "the answer is kept"
    forget(store, "answer")
    assert answer(corpus, form) == expected, "the documents are kept"


@pytest.fixture
def composed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The blocks of front matter that were read."""
    blocks: list[str] = []

    def recorded_compose(block: str, start: int = 0) -> object:
        blocks.append(block)
        return front_matter.compose(block, start)

    monkeypatch.setattr("docgraph.parse.pipeline.compose", recorded_compose)
    return blocks


def test_a_second_run_reads_only_what_changed(project: Path, store: Path, composed: list[str]) -> None:
    answer(project)
    assert len(composed) > 30
    composed.clear()
    answer(project)
    assert not composed
    changed = sorted((project / "docs" / "outcomes").glob("*.md"))[0]
    changed.write_text(changed.read_text("utf-8") + "\nA new last line.\n", encoding="utf-8")
    expected = answer(project)
    assert len(composed) == 1
    assert expected == fresh(project)


@pytest.mark.slow
@pytest.mark.parametrize(
    "harm",
    [
        lambda text: b"",
        lambda text: text[: len(text) // 2],
        lambda text: text[:-1] + bytes([text[-1] ^ 1]),
        lambda text: text.replace(b"0", b"1"),
        lambda text: b"[" * 100_000,
        lambda text: os.urandom(500),
    ],
    ids=["empty", "cut", "a-bit", "other-digits", "deep", "noise"],
)
@pytest.mark.parametrize("what", ["answer", "documents"])
def test_a_file_that_was_harmed_is_as_good_as_none(
    project: Path, store: Path, what: str, harm: Callable[[bytes], bytes]
) -> None:
    expected = answer(project)
    if what == "documents":
        forget(store, "answer")
    files = list(store.rglob(f"{what}*"))
    assert files
    for file in files:
        file.write_bytes(harm(file.read_bytes()))
    assert answer(project) == expected


@pytest.mark.slow
@pytest.mark.parametrize("value", [None, 1, [], {}, [1, 2, 3, 4], {"a": 1}, {"docs/index.md": []}], ids=json.dumps)
def test_cache_files_of_another_shape_are_ignored(project: Path, store: Path, value: object) -> None:
    expected = answer(project)
    [folder] = store.iterdir()
    names = [file.name for file in folder.iterdir()]
    for name in names:
        Cache(folder).store(name, value)
    assert answer(project) == expected


def test_entries_that_nobody_wrote_are_read_anew(project: Path, store: Path) -> None:
    expected = answer(project)
    [folder] = store.iterdir()
    forget(store, "answer")
    file = Cache(folder).load("documents")
    bad = ["", "[", "null", "[1,2,3,4,5,6]", '["t",[["agent",{},[],true]],[],[],[],[]]', "[" * 9_000]
    for number, path in enumerate(sorted(file)):
        file[path][1] = bad[number % len(bad)]
    Cache(folder).store("documents", file)
    assert answer(project) == expected


def test_another_version_of_the_tool_starts_anew(
    project: Path, store: Path, composed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(project)
    composed.clear()
    monkeypatch.setattr(kept, "installation_digest", lambda: "another")
    answer(project)
    assert composed


@pytest.mark.slow
def test_other_settings_another_day_and_another_format_are_other_questions(project: Path, store: Path) -> None:
    first = answer(project)
    (project / "docgraph.toml").write_text('profile = "strict"\n', encoding="utf-8")
    assert answer(project) == fresh(project) != first
    later = CheckRequest(str(project), as_of=date(2027, 11, 21))
    assert later.run(Output("json")).text != answer(project)
    assert answer(project, "text") == fresh(project, "text") != answer(project, "json")


def test_a_file_whose_existence_a_finding_depends_on_is_tested_again(project: Path, store: Path) -> None:
    agent = "---\nkind: agent\nid: old-bot\nowner: lena.ortiz\nstatus: retired\ndefinitions: [bot/a.py]\n---\n"
    (project / "docs" / "old-bot.md").write_text(agent, encoding="utf-8")
    without = answer(project)
    assert "bot/a.py" not in without
    (project / "bot").mkdir()
    (project / "bot" / "a.py").write_text("", encoding="utf-8")
    assert "bot/a.py" in answer(project)
    assert answer(project) == fresh(project) != without


def test_an_unwritable_cache_folder_only_costs_time(project: Path, store: Path) -> None:
    store.write_text("a file stands where the folder should be", encoding="utf-8")
    assert answer(project) == answer(project) == fresh(project)


def test_an_interrupt_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path / "kept")
    cache.store("documents", {"a": 1})

    def interrupted(*names: object) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", interrupted)
        cache.store("documents", {"a": 2})
    assert cache.load("documents") == {"a": 1}
    assert [file.name for file in (tmp_path / "kept").iterdir()] == ["documents"]


@pytest.mark.slow
def test_two_runs_at_once_share_what_is_kept(project: Path, store: Path) -> None:
    command = [sys.executable, "-m", "docgraph", "check", str(project), "--as-of", "2026-11-21", "--format", "json"]
    env = {**ENVIRONMENT, kept.FOLDER: str(store)}
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, env=env, text=True) for _ in range(3)]
    outputs = {run.communicate(timeout=120)[0] for run in runs}
    assert outputs == {fresh(project)}
    assert not list(store.rglob("*.part"))


def test_no_cache_neither_reads_nor_writes(project: Path, store: Path) -> None:
    fresh(project)
    assert not store.exists()


def test_projects_lie_apart_and_old_ones_go(tmp_path: Path, store: Path) -> None:
    one, other = cache_of(tmp_path / "one"), cache_of(tmp_path / "other")
    assert one.folder != other.folder
    for cache in (one, other):
        cache.store("documents", {})
    assert other.folder is not None
    os.utime(other.folder, (0, 0))
    clear_old(one)
    assert list(store.iterdir()) == [one.folder]


def test_two_processes_give_the_same_bytes(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = fresh(project)
    children: list[SecondProcess] = []

    def recorded_start(work: Callable[[], Iterable[bytes]]) -> SecondProcess:
        children.append(started(work))
        return children[-1]

    monkeypatch.setattr(reading, "MIN_DOCUMENTS_FOR_FORK", 2)
    monkeypatch.setattr(reading, "can_fork", lambda: True)
    monkeypatch.setattr(fork, "started", recorded_start)
    assert fresh(project) == expected
    assert len(children) == 1


@pytest.mark.parametrize(("front", "back"), [((), range(4, -1, -1)), (range(3), range(4, 0, -1)), (range(5), (4,))])
def test_a_document_that_both_processes_read_counts_once(
    project: Path, monkeypatch: pytest.MonkeyPatch, front: Sequence[int], back: Sequence[int]
) -> None:
    sources = project_at(layout_of(project), DAY).sources[:5]
    expected = [record.model_dump() for source in sources for record in parse_source(source, Settings()).records]
    monkeypatch.setattr(reading, "MIN_DOCUMENTS_FOR_FORK", 2)
    monkeypatch.setattr(reading, "can_fork", lambda: True)
    monkeypatch.setattr(BothEnds, "from_front", lambda self: iter(front))
    monkeypatch.setattr(BothEnds, "from_back", lambda self: iter(back))
    documents = CachingReader(Cache(None))(sources, Settings())
    assert [record.model_dump() for document in documents for record in document.records] == expected
    assert len(expected) > 4


def test_a_process_that_is_ended_is_not_missed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = fresh(project)

    def dying(document: object) -> None:
        if os.getpid() != parent:
            os._exit(9)

    parent = os.getpid()
    monkeypatch.setattr(reading, "MIN_DOCUMENTS_FOR_FORK", 2)
    monkeypatch.setattr(reading, "can_fork", lambda: True)
    monkeypatch.setattr(reading, "_serialized", dying)
    assert fresh(project) == expected


@pytest.mark.slow
def test_every_record_comes_back_as_it_was(store: Path) -> None:
    for corpus in CORPORA:
        layout = layout_of(corpus)
        first, second = (check(project_at(layout, DAY)) for _ in range(2))
        for before, after in zip(first.graph.records, second.graph.records, strict=True):
            assert before.model_dump() == after.model_dump()
            assert before.model_fields_set == after.model_fields_set
            assert (before.place.marks, before.place.keys) == (after.place.marks, after.place.keys)
            assert (before.place.prefix, before.place.is_own_page) == (after.place.prefix, after.place.is_own_page)
        facts = [
            ReportContext(check_result.graph, check_result.findings, check_result.documents, check_result.pages)
            for check_result in (first, second)
        ]
        assert FORMATS["json"](facts[0]) == FORMATS["json"](facts[1])


@pytest.mark.slow
def test_an_answer_that_is_kept_needs_no_models(project: Path, store: Path) -> None:
    """They are half of a small check, and an answer that is kept was made with them."""
    answer(project, "text")
    code = (
        "import sys, datetime; from docgraph.cli.check_request import CheckRequest; "
        f"report = CheckRequest({str(project)!r}, as_of=datetime.date(2026, 11, 21)).run(); "
        "print('pydantic' in sys.modules, 'docgraph.kinds' in sys.modules, len(report.text) > 0)"
    )
    env = {**ENVIRONMENT, kept.FOLDER: str(store)}
    environ = {key: os.environ[key] for key in ("SOURCE_DATE_EPOCH",) if key in os.environ}
    env = {key: value for key, value in env.items() if key != "SOURCE_DATE_EPOCH"} | environ
    run = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "False", "True"]


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["--help"], *(["--format", form] for form in FORMATS)], ids=" ".join)
def test_help_and_a_cached_report_of_every_format_import_no_models(
    arguments: list[str], project: Path, store: Path
) -> None:
    code = (
        "import sys; from docgraph.cli.main import docgraph\n"
        "try: docgraph(sys.argv[1:])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, "check", str(project), "--as-of", "2026-11-21", *arguments]
    env = {**ENVIRONMENT, kept.FOLDER: str(store)}
    first, again = (subprocess.run(command, env=env, capture_output=True, text=True, check=False) for _ in range(2))
    assert first.stdout == again.stdout != ""
    assert {"docgraph.report"} <= {*again.stderr.split()}
    assert not {"docgraph.graph", "docgraph.kinds", "docgraph.report.context", "pydantic"} & {*again.stderr.split()}


def test_help_of_no_command_imports_models() -> None:
    code = (
        "import sys; from docgraph.cli.main import docgraph\n"
        "for name in docgraph.commands: docgraph([name, '--help'], standalone_mode=False)\n"
        "print(*sys.modules, file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert run.stdout.count("Usage: ") == len(COMMANDS)
    assert not {"docgraph.graph", "docgraph.kinds", "docgraph.report.context", "pydantic"} & {*run.stderr.split()}


def test_help_of_export_imports_no_models() -> None:
    code = "import sys; from docgraph.cli.main import docgraph; docgraph(['export', '--help'], standalone_mode=False); "
    code += "print(*sys.modules, file=sys.stderr)"
    run = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert {"docgraph.export"} <= {*run.stderr.split()}
    assert not {"docgraph.graph", "docgraph.export.payload", "pydantic"} & {*run.stderr.split()}


def test_the_cache_identity_changes_with_code_version_and_dependencies(tmp_path: Path) -> None:
    """As two reproducible wheels do: every file has one time, and the sizes may be equal."""

    def installed(name: str, version: str = "1.0", code: str = "a = 1", beside: str = "yaml-6.0") -> str:
        site = tmp_path / name / "site-packages"
        package, record = site / "docgraph", site / f"mkdocs_docgraph-{version}.dist-info" / "RECORD"
        for file, text in ((package / "run.py", code), (record, f"docgraph/run.py,{hash(code)}")):
            file.parent.mkdir(parents=True)
            file.write_text(text)
        (site / f"{beside}.dist-info").mkdir()
        for file in (package / "run.py", site):
            os.utime(file, (1, 1))
        moved = tmp_path / "site-packages"
        site.rename(moved)
        try:
            return identity(moved / "docgraph", moved, version)
        finally:
            moved.rename(site)

    usual = installed("a")
    assert installed("b") == usual
    assert usual not in {
        installed("c", version="2.0"),
        installed("d", code="a = 2"),
        installed("e", code="a = 10"),
        installed("f", beside="yaml-6.1"),
    }


def test_the_release_of_the_tool_is_part_of_what_it_is() -> None:
    package, beside = Path(kept.__file__).resolve().parents[2], Path(yaml.__file__).parents[1]
    assert kept.installation_digest() == identity(package, beside, VERSION) != identity(package, beside, "another")


def test_the_child_process_ends_early_if_its_documents_cannot_be_cached() -> None:
    faulty = [SourceFile(f"{n}.md", b"---\nkind: agent\nownr: x\n---\n") for n in range(200)]
    sound = [SourceFile(f"s{n}.md", b"---\nkind: agent\nowner: x\n---\n# A\n") for n in range(200)]
    assert len([*reading.entry_lines(faulty, Settings())]) == 51
    assert len([*reading.entry_lines(sound + faulty, Settings())]) == 400
    assert len([*reading.entry_lines(sound[:60] + faulty, Settings())]) == 120


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["check", "--format", "json"], ["list", "kind:agent"], ["show", "spec-to-pr"]])
def test_cached_documents_are_read_without_the_parser(arguments: list[str], project: Path, store: Path) -> None:
    code = (
        "import sys; from docgraph.cli.main import docgraph\n"
        "try: docgraph(sys.argv[1:])\n"
        "finally: print(*sys.modules, file=sys.stderr)"
    )
    name, *rest = arguments
    env = {**ENVIRONMENT, kept.FOLDER: str(store)}
    modules = []
    for day in ("2026-11-21", "2026-11-22"):  # another day is another question about the same documents
        command = [sys.executable, "-c", code, name, *rest, "--as-of", day]
        run = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
        modules.append({*run.stderr.split()})
    parser = {"docgraph.parse.document", "docgraph.parse.pipeline", "docgraph.parse.form.reader"}
    first, second = (module & parser for module in modules)
    assert (first, second) == (parser, set())
