"""Options and fixtures that all tests share."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# nothing that one test found out may answer for another
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
Command = Callable[..., "subprocess.CompletedProcess[str]"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write the golden outputs instead of comparing them")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))


@pytest.fixture
def docgraph() -> Command:
    """Runs the command as a process: `docgraph("check", "docs", cwd=folder)`."""

    def run(*arguments: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "docgraph", *arguments]
        return subprocess.run(
            command,
            cwd=cwd,
            env={**ENVIRONMENT, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def chromium() -> str:
    """The browser that `scripts/test` found, or one of the usual names."""
    found = os.environ.get("CHROMIUM") or next(
        (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), ""
    )
    assert found, "no Chromium: install the package `chromium`, or set CHROMIUM to one"
    return found
