"""A second process makes the same bytes, and one that fails is not missed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from docgraph.mkdocs import prerender as rendering
from docgraph.mkdocs import redirects as mkdocs_permalinks
from docgraph.mkdocs.prerender import Rendering
from docgraph.mkdocs.redirects import RedirectWriter
from docgraph.workspace.fork import BothEnds, SecondProcess, can_fork, started
from tests.conftest import ENVIRONMENT, ROOT
from tests.mkdocs.site import config

linux = pytest.mark.skipif(sys.platform != "linux", reason="a second process is started on Linux alone")

LEAST = {rendering: "MIN_PAGES_FOR_FORK", mkdocs_permalinks: "MIN_REDIRECTS_FOR_FORK"}


def site(root: Path, out: Path) -> dict[str, bytes]:
    """Every file of a built site but the ones that hold the time of the build."""
    build(load_config(str(root / "mkdocs.yml"), site_dir=str(out)))
    names = (path for path in out.rglob("*") if path.is_file() and "sitemap" not in path.name)
    return {str(path.relative_to(out)): path.read_bytes() for path in names}


@pytest.mark.slow
@linux
@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_site_is_the_same_with_a_second_process_and_without(
    theme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(ROOT / "content" / "example", tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(config(theme), encoding="utf-8")
    copies = []

    def recorded_start(work: object) -> object:
        copies.append(work)
        return started(work)  # type: ignore[arg-type]

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795219200")
    for module, least in LEAST.items():
        monkeypatch.setattr(module, "started", recorded_start)
        monkeypatch.setattr(module, least, 10_000)
    alone = site(tmp_path, tmp_path / "alone")
    assert not copies
    for module, least in LEAST.items():
        monkeypatch.setattr(module, least, 1)
        monkeypatch.setattr(module, "can_fork", lambda: True)
    together = site(tmp_path, tmp_path / "together")
    assert len(copies) == 2
    assert together == alone
    assert len(alone["trace/graph.json"]) > 1000


def rendered(monkeypatch: pytest.MonkeyPatch, second: bool, **jobs: object) -> Rendering:
    made = Rendering()
    made.jobs.update({("page", name): job for name, job in jobs.items()})  # type: ignore[misc]
    monkeypatch.setattr(rendering, "MIN_PAGES_FOR_FORK", 1)
    monkeypatch.setattr(rendering, "can_fork", lambda: second)
    made.start()
    return made


@linux
@pytest.mark.parametrize("second", [False, True])
def test_every_job_gives_what_it_made(monkeypatch: pytest.MonkeyPatch, second: bool) -> None:
    made = rendered(monkeypatch, second, a=lambda: "ä", b=lambda: b"\0\xff", c=lambda: "", d=lambda: str(os.getpid()))
    assert (made.text("page", "a"), made.data("page", "b"), made.text("page", "c")) == ("ä", b"\0\xff", "")
    assert (made.text("page", "d") == str(os.getpid())) is not second


@linux
def test_what_a_copy_could_not_do_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()

    def job() -> str:
        if os.getpid() != parent:
            os._exit(9)
        return "here"

    made = rendered(monkeypatch, True, first=lambda: "1", job=job)
    assert made.text("page", "job") == "here"
    assert made.text("page", "first") == "1"


@linux
def test_an_exception_in_a_job_is_raised_when_its_result_is_used(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    made = rendered(monkeypatch, True, bad=lambda: str(1 // 0), good=lambda: "good")
    assert made.text("page", "good") == "good"
    with pytest.raises(ZeroDivisionError):
        made.text("page", "bad")
    assert not capfd.readouterr().err


@linux
def test_redirects_that_a_child_process_could_not_save_are_saved_by_the_parent(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mkdocs_permalinks, "MIN_REDIRECTS_FOR_FORK", 1)
    monkeypatch.setattr(mkdocs_permalinks, "can_fork", lambda: True)
    blocked = tmp_path / "b"
    blocked.touch()
    writing = RedirectWriter(lambda: {"a/index.html": "1", "b/c/index.html": "2 ä"}, 2, tmp_path)
    writing.begin()
    writing.end(complete=False)
    writing.begin()
    with pytest.raises((FileExistsError, NotADirectoryError)):
        writing.end()  # what the copy met is told by this process
    blocked.unlink()
    writing.begin()
    writing.end()
    assert (tmp_path / "b/c/index.html").read_text(encoding="utf-8") == "2 ä"
    writing.end()  # a second time there is nothing to wait for


@pytest.mark.parametrize("turns", ["fb", "f", "b", "ffb", "bbbf"])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 8])
def test_two_workers_from_both_ends_cover_every_item(number: int, turns: str) -> None:
    ends = BothEnds(number)
    takes = {"f": ends.from_front(), "b": ends.from_back()}
    taken = [takes[turn] for turn in turns * (number + 1)]
    assert sorted(piece for one in taken for piece in [next(one, None)] if piece is not None) == list(range(number))


@pytest.mark.slow
@linux
def test_a_build_that_fails_leaves_no_copy_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "content" / "example", tmp_path / "docs")
    (tmp_path / "mkdocs.yml").write_text(config("mkdocs") + "hooks: [failing.py]\n", encoding="utf-8")
    (tmp_path / "failing.py").write_text("def on_post_page(output, **kwargs):\n    raise KeyError\n", encoding="utf-8")
    copies: list[SecondProcess] = []

    def recorded_start(work: Callable[[], Iterable[bytes]]) -> SecondProcess:
        copies.append(started(work))
        return copies[-1]

    monkeypatch.setattr(mkdocs_permalinks, "started", recorded_start)
    monkeypatch.setattr(mkdocs_permalinks, "MIN_REDIRECTS_FOR_FORK", 1)
    monkeypatch.setattr(mkdocs_permalinks, "can_fork", lambda: True)
    with pytest.raises(KeyError):
        site(tmp_path, tmp_path / "out")
    assert (tmp_path / "out" / "trace" / "outcome").is_dir()
    [copy] = copies
    with pytest.raises(ChildProcessError):
        os.waitpid(copy.process, os.WNOHANG)


@linux
def test_a_copy_whose_end_nobody_saw_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    try:
        made = rendered(monkeypatch, True, a=lambda: "a")
        assert made.text("page", "a") == "a"
    finally:
        signal.signal(signal.SIGCHLD, before)


@linux
def test_a_copy_ends_with_the_process_that_it_is_of() -> None:
    script = """
import os, time
from docgraph.workspace.fork import started

def work():
    time.sleep(60)
    yield b""

started(work)
os._exit(3)
"""
    # the copy has the same standard output, which is read to its end
    command = [sys.executable, "-c", script]
    run = subprocess.run(command, env=ENVIRONMENT, stdout=subprocess.PIPE, check=False, timeout=30)
    assert run.returncode == 3


def test_a_process_with_threads_is_not_copied(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert not can_fork()
