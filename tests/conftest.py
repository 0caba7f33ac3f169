"""Options and fixtures that all tests share."""

from __future__ import annotations

import gc
import importlib.metadata
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import hypothesis
import pytest

from tests.fork_server import run_module, started

ROOT = Path(__file__).resolve().parent.parent
# every run draws the same examples, so that no run fails by chance; `HYPOTHESIS_PROFILE=default` draws new ones
hypothesis.settings.register_profile("docgraph", derandomize=True, database=None)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "docgraph"))
# MkDocs asks for the themes of all installed packages whenever it reads a configuration; no test installs any
importlib.metadata.entry_points = cache(importlib.metadata.entry_points)  # type: ignore[assignment]
# pytest creates tens of thousands of objects that live until the end, so the default thresholds waste time on them
gc.set_threshold(100_000, 20, 20)
# a test must not use what another test cached
os.environ["DOCGRAPH_CACHE_DIR"] = "off"
for variable in ("NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(variable, None)
# the day of the tests is not far from it, whenever they run
os.environ["DOCGRAPH_CLOCK"] = "2026-11-30"
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT / "plugins"),
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
    "SOURCE_DATE_EPOCH": "1795219200",  # 2026-11-21
}
UNLIKE = (
    {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
)
"""Environments in which everything has the same bytes."""
Command = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden outputs instead of comparing them")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that opens a browser or starts a site generator is slow, without a second marker.

    Files that take longest come first, so that the workers end together, each of which gets complete files. They are
    files with browser tests, then files that start a site generator, then files with the most slow tests.
    """
    marks = ("browser", "host", "slow")
    marked: Counter[tuple[Path, str]] = Counter()
    for item in items:
        if item.get_closest_marker("browser") or item.get_closest_marker("host"):
            item.add_marker("slow")
        marked.update((item.path, mark) for mark in marks if item.get_closest_marker(mark))
    items.sort(key=lambda item: [marked[item.path, mark] for mark in marks], reverse=True)


def pytest_collection_finish() -> None:
    """Exclude objects that live until the end of the run from garbage collection, which took a fifth of the time."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def _builds_sites_only_when_slow(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that starts a site generator without the marker, so that `scripts/test fast` stays fast."""
    if request.node.get_closest_marker("slow"):
        yield
        return
    started.clear()
    yield
    builds = [module for module in started if module != "docgraph"]
    assert not builds, f"it starts {builds[0]}: mark the test with `@pytest.mark.host`"


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def docgraph() -> Command:
    """Runs the command as a process: `docgraph("check", "docs", cwd=folder)`."""

    def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        return run_module("docgraph", *arguments, cwd=cwd, env={**ENVIRONMENT, **environment})

    return run


def chromium() -> str:
    """The browser that `scripts/test` found, or one of the usual names."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    assert found, "no Chromium: install the package `chromium`, or set CHROMIUM to one"
    return found
