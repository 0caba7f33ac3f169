"""What search plugins index of pages, and what the pages then show."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.mkdocs.site import FILES, build, config, page, write

pytestmark = pytest.mark.host


def entries(root: Path) -> dict[str, dict[str, object]]:
    found = json.loads(page(root, "search/search_index.json"))["docs"]
    return {entry["location"]: entry for entry in found}


@pytest.mark.parametrize("theme", ["material", "mkdocs"])
def test_records_and_views_are_indexed_by_their_answers(tmp_path: Path, theme: str) -> None:
    tools = FILES["agents/triage.md"].replace("---\n", "---\ntools: [read_logs]\nsearch: {boost: 5}\n", 1)
    run = build(write(tmp_path, FILES | {"agents/triage.md": tools}, config(theme)))
    assert run.returncode == 0, run.stderr
    found = entries(tmp_path)
    agent = found["agents/triage/#docgraph-accountability"]
    assert agent["title"] == "Who owns triage?"
    text = str(agent["text"])
    assert "Who owns triage? triage: Jane Doe owns this agent; backup: sam." in text
    assert "Reviewer: sam. Tools: read_logs. sorts errors." in text and len(text) < 320
    assert "Jane Doe owns this outcome" in str(found["outcomes/fast/#docgraph-accountability"]["text"])
    assert "Served by" not in str(found["outcomes/fast/"]["text"])
    index = str(found["trace/"]["text"])
    assert "Every outcome has an owner." in index and "Jane Doe" not in index
    assert "Autonomy audit:" in str(found["trace/autonomy/"]["text"])
    if theme == "material":
        assert agent["boost"] == 5 and found["outcomes/fast/"]["boost"] == 2
        assert "boost" not in found["runbooks/stop/"]


@pytest.mark.parametrize("theme", ["material", "mkdocs", "readthedocs"])
def test_pages_do_not_show_what_only_the_search_reads(tmp_path: Path, theme: str) -> None:
    run = build(write(tmp_path, FILES, config(theme)))
    assert run.returncode == 0, run.stderr
    for path in (tmp_path / "site").rglob("*.html"):
        assert "Who owns" not in path.read_text(encoding="utf-8"), path
    outcome = page(tmp_path, "outcomes/fast/index.html")
    assert outcome.count('id="docgraph-accountability"') == outcome.count("owns this outcome") == 1
    assert outcome.count("The text.") == 1
    assert "docgraph-table" in page(tmp_path, "trace/index.html")
    assert page(tmp_path, "trace/person/jane/index.html").count("docgraph-foot") == 1
