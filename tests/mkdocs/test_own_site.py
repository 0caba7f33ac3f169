"""Our own site builds, with the gate on and the host's warnings as errors."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, ROOT, Command
from tests.fork_server import run_module

pytestmark = pytest.mark.host


def test_our_own_site_builds_under_strict(tmp_path: Path) -> None:
    run = run_module("mkdocs", "build", "--strict", "-d", str(tmp_path / "site"), cwd=ROOT, env=ENVIRONMENT)
    assert run.returncode == 0, run.stderr[-2000:]
    assert (tmp_path / "site" / "trace" / "index.html").exists()


def test_the_example_is_clean_under_strict_but_for_its_two_waivers(docgraph: Command) -> None:
    run = docgraph("check", "--profile", "strict", "--format", "json", cwd=ROOT)
    found = json.loads(run.stdout)["findings"]
    assert sorted(one["code"] for one in found if "waived" in one) == ["OUT002", "OWN004"]
    assert not [one for one in found if "waived" not in one]
    assert run.returncode == 0
    documented = (ROOT / "content/example/index.md").read_text(encoding="utf-8")
    assert all(one["code"] in documented for one in found)
