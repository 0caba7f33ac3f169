"""The explorer in a real build: beside its data, with addresses that lead to the pages, and on no other page."""

from __future__ import annotations

import json
import posixpath
from pathlib import Path

import pytest

from tests.mkdocs.site import FILES, build, config, page, write

pytestmark = pytest.mark.host


@pytest.mark.parametrize("urls", ["true", "false"])
def test_addresses_lead_from_the_page_to_the_pages(tmp_path: Path, urls: str) -> None:
    write(tmp_path, FILES, config("material", f"use_directory_urls: {urls}\n"))
    run = build(tmp_path, "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    path = Path("trace/explore/index.html" if urls == "true" else "trace/explore.html")
    html = page(tmp_path, path.as_posix())
    folder = (tmp_path / "site" / path).parent
    for name in ("explore/graph.js", "explore/explorer.js", "explore/explorer.css"):
        (address,) = (part for part in html.split('"') if part.endswith(posixpath.basename(name)))
        assert (folder / address).resolve() == (tmp_path / "site" / "trace" / name).resolve()
        assert (folder / address).is_file(), address
    data = json.loads(page(tmp_path, "trace/explore/graph.js").partition(" = ")[2].rstrip(";\n"))
    assert {ref for _, ref, _, _, _ in data["nodes"]} >= {"outcome:fast", "person:jane", "agent:triage"}
    for _, ref, _, url, _ in data["nodes"]:
        target = folder / url
        assert (target / "index.html" if urls == "true" else target).is_file(), (ref, url)


def test_no_other_page_loads_it(tmp_path: Path) -> None:
    assert build(write(tmp_path, FILES, config("material"))).returncode == 0
    site = tmp_path / "site"
    loading = {
        path.relative_to(site).as_posix() for path in site.rglob("*.html") if "explorer.js" in path.read_text("utf-8")
    }
    assert loading == {"trace/explore/index.html"}


def test_it_is_linked_from_the_index_and_from_records(tmp_path: Path) -> None:
    assert build(write(tmp_path, FILES, config("material"))).returncode == 0
    assert 'href="explore/"' in page(tmp_path, "trace/index.html")
    assert 'href="../../trace/explore/#focus=outcome%3Afast"' in page(tmp_path, "outcomes/fast/index.html")


def test_a_file_of_ones_own_is_not_covered(tmp_path: Path) -> None:
    write(tmp_path, {**FILES, "trace/explore.md": "# Mine\n"})
    run = build(tmp_path)
    assert run.returncode == 1
    assert "DOC013" in run.stderr
