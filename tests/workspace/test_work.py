"""The work of a check and of a site, counted: more of it than before is seen here, on any machine, however busy.

Nothing is timed. `CALLS` are calls of Python functions for each document of the corpus of `scripts/bench`; when a
change makes them fewer, the number here goes down with it.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from msgspec.structs import replace
from scripts.bench_ import adopted, items
from scripts.bench_.markdown import write_project

from docgraph.app import check
from docgraph.app.run_check import Project
from docgraph.cli.check_request import CheckRequest
from docgraph.cli.query import Query
from docgraph.kinds import KINDS
from docgraph.parse.document import parse_document
from docgraph.site import Site, foot, head, views_of
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.report_cache import CachedReport
from docgraph.workspace.cache.store import FOLDER, Cache
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.disk import contents_of
from docgraph.workspace.load_project import project_at

pytestmark = pytest.mark.slow

CALLS = {"read": 522, "recalled": 21, "checked": 180, "written": 1600, "answered": 162, "repeated": 72}
ADOPTED = 1.07
"""The calls of reading adopted documents, as a multiple of the calls of reading the same documents in our own form."""
Steps = dict[int, dict[str, Counter[str]]]
DAY = date(2026, 11, 21)
SIZE = 200


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Path]:
    """Writes the corpus of `scripts/bench` with a number of documents, once."""
    made: dict[int, Path] = {}

    def corpus_of(size: int) -> Path:
        if size not in made:
            made[size] = tmp_path_factory.mktemp("corpus") / str(size)
            write_project(items.corpus(size), made[size], theme="mkdocs", plugin=True)
        return made[size]

    return corpus_of


@contextmanager
def counted(calls: Counter[str]) -> Iterator[None]:
    """Counts the calls of Python functions, by the name of the function."""

    def count_call(frame: FrameType, event: str, argument: Any) -> None:
        if event == "call":
            calls[frame.f_code.co_name] += 1

    sys.setprofile(count_call)
    try:
        yield
    finally:
        sys.setprofile(None)


def work(root: Path, store: Path) -> dict[str, Counter[str]]:
    """The calls of each step: a check of documents that are new, of known ones, a question, and the pages of a site."""
    layout = layout_of(root)
    contents = contents_of(layout)
    cache = Cache(store / str(len(contents.sources)))
    steps: dict[str, Counter[str]] = {name: Counter() for name in CALLS}
    project = project_at(layout, DAY, contents, CachingReader(cache))
    with counted(steps["read"]):
        documents = project.reader(project.sources, project.settings)
    with counted(steps["recalled"]):
        CachingReader(cache)(project.sources, project.settings)
    with counted(steps["checked"]):
        result = check(Project(project.sources, project.settings, DAY, project.docs, reader=lambda *_: documents))
    known = replace(project, reader=lambda *_: documents)
    with counted(steps["answered"]):
        _impact(CheckRequest(str(root)), known)
    request = CheckRequest(str(root), as_of=DAY)
    request.answered(("impact",), partial(_impact, request))
    with counted(steps["repeated"]):
        request.answered(("impact",), partial(_impact, request))
    site = Site(result.graph, result.findings)
    with counted(steps["written"]):
        for record in result.graph.records:
            head(site, record, lambda target: "x")
            foot(site, record, lambda target: "x")
        for view in views_of(site):
            view.render(site, lambda target: "x")
    return steps


def _impact(request: CheckRequest, project: Project) -> tuple[CachedReport, bool]:
    """What depends on the first person."""
    query = Query.about(request, project)
    first = query.selected("kind:person")[0]
    return query.report(query.questions.impact(first), "text"), True


@pytest.fixture(scope="module")
def steps(corpus: Callable[[int], Path], tmp_path_factory: pytest.TempPathFactory) -> Steps:
    store = tmp_path_factory.mktemp("kept")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv(FOLDER, str(store / "answers"))
        work(corpus(40), store / "first")  # imports, templates and models are made once
        return {size: work(corpus(size), store) for size in (SIZE, 2 * SIZE)}


@pytest.mark.parametrize("step", CALLS)
def test_a_step_takes_no_more_calls_than_before(steps: Steps, step: str) -> None:
    calls = steps[SIZE][step].total() / SIZE
    assert calls <= CALLS[step] * 1.2, f"{calls:.0f} calls a document, {CALLS[step]} before"


def test_adopted_documents_take_few_more_calls_than_our_own_form(tmp_path: Path) -> None:
    calls: dict[str, Counter[str]] = {}
    for form, header, settings in (("own", adopted.OWN, ""), ("theirs", adopted.THEIRS, adopted.SETTINGS)):
        adopted.write(tmp_path / form, header, settings, SIZE)
        layout = layout_of(tmp_path / form)
        sources = contents_of(layout).sources
        parse_document(sources[-1], layout.settings)  # tables of the kind and of the settings are made once
        calls[form] = Counter()
        with counted(calls[form]):
            documents = [parse_document(source, layout.settings) for source in contents_of(layout).sources]
        assert sum(len(document.records) for document in documents) == SIZE + 2
        assert not any(document.problems for document in documents)
    ratio = calls["theirs"].total() / calls["own"].total()
    assert ratio <= ADOPTED, f"{ratio:.3f} times the calls of our own form"


def test_a_cached_answer_reads_no_document_and_no_other_answer_runs_a_rule(steps: Steps) -> None:
    answered, repeated = steps[SIZE]["answered"], steps[SIZE]["repeated"]
    assert answered["build"] == 1
    assert answered["findings_on"] == 0
    assert repeated["build"] == repeated["deserialize"] == 0


@pytest.mark.parametrize("step", CALLS)
def test_the_work_grows_with_the_documents_and_no_faster(steps: Steps, step: str) -> None:
    assert steps[2 * SIZE][step].total() <= 2.2 * steps[SIZE][step].total()


def test_every_document_is_read_composed_and_validated_once(steps: Steps) -> None:
    read, recalled = steps[SIZE]["read"], steps[SIZE]["recalled"]
    assert read["compose"] == SIZE
    assert read["validate"] == SIZE
    assert recalled["compose"] == 0
    assert recalled["deserialize"] == SIZE + 1, "the home page is a document too"


def test_only_bodies_that_can_matter_are_parsed(steps: Steps) -> None:
    decisions = SIZE // 4
    assert steps[SIZE]["read"]["_parsed"] <= decisions


def test_every_kind_of_the_corpus_is_there(corpus: Callable[[int], Path]) -> None:
    records = check(project_at(layout_of(corpus(SIZE)), DAY)).graph.records
    assert len(records) == SIZE
    assert {record.kind for record in records} <= {kind.kind for kind in KINDS}
