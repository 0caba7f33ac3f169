"""People from files other than documents have pages, and a server follows a change of their file."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mkdocs.site import build, config, page, write
from tests.mkdocs.test_serve import serving, shown
from tests.site.reading import reading

pytestmark = pytest.mark.host
PLUGINS = "[search, docgraph: {as-of: 2026-11-21, people: {from: [roster.csv]}}]"
OUTCOME = "---\nkind: outcome\nowner: jane.doe\ndue: 2027-01-01\nsuccess-criteria: [it is live]\n---\n# Fast\n"
ROSTER = "id,title,email\njane.doe,Jane Doe,jane@example.org\n"


def project(root: Path) -> Path:
    (root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return write(root, {"index.md": "# Home\n\nSee [[Jane Doe]].\n", "fast.md": OUTCOME}, config(plugins=PLUGINS))


def test_a_person_of_a_roster_has_a_generated_page(tmp_path: Path) -> None:
    run = build(project(tmp_path))
    assert run.returncode == 0, run.stderr
    text = reading(page(tmp_path, "trace/person/jane.doe/index.html")).text
    assert "Fast" in text
    assert "roster.csv" in text
    assert "trace/person/jane.doe/" in page(tmp_path, "fast/index.html")
    assert 'href="trace/person/jane.doe/"' in page(tmp_path, "index.html")
    assert "Jane Doe" in page(tmp_path, "search/search_index.json")
    assert not (tmp_path / "site" / "roster.csv").exists()


def test_a_fault_in_a_roster_stops_a_build(tmp_path: Path) -> None:
    (project(tmp_path) / "roster.csv").write_text(f"{ROSTER}sam,x,y,7\n", encoding="utf-8")
    run = build(tmp_path)
    assert run.returncode == 1
    assert "roster.csv:3:9" in run.stderr


def test_a_server_reads_a_changed_roster(tmp_path: Path) -> None:
    project(tmp_path)
    with serving(tmp_path, "mkdocs") as url:
        shown(f"{url}trace/person/jane.doe/", "Jane Doe")
        (tmp_path / "roster.csv").write_text(ROSTER.replace("Jane Doe", "Jane Roe"), encoding="utf-8")
        shown(f"{url}trace/person/jane.doe/", "Jane Roe")
