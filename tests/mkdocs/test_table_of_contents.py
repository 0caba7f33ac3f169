"""The table of contents of a page lists the headings that we add, so that no theme shows an empty one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.mkdocs.site import FILES, build, config, page, write

pytestmark = pytest.mark.host
_ENTRY = r'<a (?:class="[^"]*" )?href="(#[^"]*)"[^>]*>\s*(?:<span[^>]*>)?\s*([^<]+?)\s*<'


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_our_headings_are_in_the_table_of_contents(tmp_path: Path, theme: str) -> None:
    files = {**FILES, "agents/triage.md": FILES["agents/triage.md"] + "\n## Notes\n\nText.\n"}
    assert build(write(tmp_path, files, config(theme)), "mkdocs", "-q").returncode == 0

    def listed(path: str) -> list[tuple[str, str]]:
        links = re.findall(_ENTRY, page(tmp_path, path), re.DOTALL)
        ids = set(re.findall(r' id="([^"]+)"', page(tmp_path, path)))
        return [(text, url) for url, text in links if url[1:] in ids and text != "Skip to content"]

    own, generated = listed("agents/triage/index.html"), listed("trace/person/jane/index.html")
    assert own[-2:] == [("Notes", "#notes"), ("Connections", "#docgraph-connections")]
    assert generated[-2:] == [("If Jane Doe leaves", "#docgraph-leaving"), ("Connections", "#docgraph-connections")]
    if theme != "material":  # wide tables take the space of its table of contents
        assert ("All people", "#everybody") in listed("trace/people/index.html")


def test_no_generated_page_has_an_empty_table_of_contents(tmp_path: Path) -> None:
    assert build(write(tmp_path, FILES), "mkdocs", "-q").returncode == 0
    pages = [path for path in (tmp_path / "site" / "trace").rglob("index.html") if "bs-sidebar" in path.read_text()]
    assert len(pages) > 10
    for path in pages:
        (card,) = re.findall(r'<div id="toc-collapse".*?</div>', path.read_text(), re.DOTALL)
        assert 'class="nav-link"' in card, path
