"""A build and a server honour the baseline, and show what it accepts on the page of findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.model.baseline import Baseline
from docgraph.workspace.baseline_file import write_baseline
from tests.conftest import Command
from tests.mkdocs.site import HOSTS, build, config, page, write
from tests.mkdocs.test_serve import serving, shown
from tests.site.reading import reading

pytestmark = pytest.mark.host
FILES = {
    "index.md": "# Home\n",
    "people.md": "---\nkind: people\npeople: [{id: jane.doe, title: Jane Doe}]\n---\n# People\n",
    "d.md": "---\nkind: decision\ndate: 2026-01-01\n---\n# Keep it\n",
}


def project(root: Path, docgraph: Command, *by: str) -> Path:
    write(root, FILES, config("material"))
    assert docgraph("baseline", "--until", "2027-02-19", *by, cwd=root).returncode == 0
    return root


@pytest.mark.parametrize("host", HOSTS)
def test_a_build_passes_and_shows_the_accepted_finding(tmp_path: Path, docgraph: Command, host: str) -> None:
    run = build(project(tmp_path, docgraph, "--by", "jane.doe"), host)
    assert run.returncode == 0, run.stderr
    assert "baseline: 1 finding, 1 without an active owner" in run.stderr
    for path in ("trace/findings/index.html", "d/index.html"):
        text = " ".join(reading(page(tmp_path, path)).text.split())
        assert "DEC001" in text
        assert "in the baseline since 21 Nov 2026 · accepted by Jane Doe · until 19 Feb 2027" in text


def test_a_damaged_baseline_stops_a_build_before_the_old_site_is_touched(tmp_path: Path, docgraph: Command) -> None:
    project(tmp_path, docgraph)
    assert build(tmp_path).returncode == 0
    file = tmp_path / "docgraph-baseline.json"
    file.write_text(file.read_text(encoding="utf-8").replace("2027", "2028"), encoding="utf-8")
    run = build(tmp_path)
    assert run.returncode == 1
    assert "docgraph-baseline.json:3:3: was edited by hand" in run.stderr
    assert (tmp_path / "site" / "index.html").is_file()


def test_a_new_finding_still_stops_a_build(tmp_path: Path, docgraph: Command) -> None:
    project(tmp_path, docgraph)
    write(tmp_path, {"e.md": FILES["d.md"]})
    run = build(tmp_path)
    assert run.returncode == 1
    assert "docs/e.md:2:1" in run.stderr
    assert "docs/d.md" not in run.stderr


def test_an_accepted_body_that_crashes_mkdocs_is_left_out_of_the_page(tmp_path: Path, docgraph: Command) -> None:
    write(tmp_path, {"index.md": "# Home\n", "jane.md": "---\nkind: person\n---\nText\n\n<![ and so on\n"})
    assert docgraph("baseline", cwd=tmp_path).returncode == 0
    run = build(tmp_path)
    assert run.returncode == 0, run.stderr
    assert "and so on" not in page(tmp_path, "jane/index.html")


def test_a_server_reads_a_changed_baseline(tmp_path: Path, docgraph: Command) -> None:
    project(tmp_path, docgraph)
    with serving(tmp_path, "mkdocs") as url:
        shown(f"{url}trace/findings/", "in the baseline since")
        write_baseline(tmp_path / "docgraph-baseline.json", Baseline())
        shown(f"{url}trace/findings/", "No suppressed findings.")
