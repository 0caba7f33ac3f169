"""Sites that Zensical builds from the files of `docgraph pages`, in the version of requirements/zensical.txt."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pytest

from tests.conftest import ENVIRONMENT, ROOT, Command
from tests.corpus import record
from tests.mkdocs.site import FILES, OUTCOME, build, page, write
from tests.mkdocs.test_other_plugins import broken_links

pytestmark = [
    pytest.mark.host,
    pytest.mark.skipif(version("markdown").startswith(("3.4", "3.5", "3.6")), reason="Zensical needs Markdown 3.7"),
]
PINNED = ROOT / "requirements" / "zensical.txt"
PANELS = ("--panels", "overrides/panels")
THEME = "theme: {name: material, custom_dir: overrides}\nextra_css: [trace/docgraph.css]\n"
# names that have to be encoded in an address, in Markdown or in a template
UNUSUAL = ("Ünï cödé", "a & b", "100%", "x~y", "it's (new) [v1], ok! @home", "{{ a }}", "a#b", "q=1;r+2$")


@pytest.fixture(scope="session")
def zensical() -> dict[str, str]:
    """The environment with Zensical: installed once for each list of pinned packages."""
    folder = ROOT / ".cache" / f"zensical-{sha256(PINNED.read_bytes()).hexdigest()[:12]}"
    if not folder.is_dir():
        making = folder.with_suffix(f".{os.getpid()}")
        command = [sys.executable, "-m", "pip", "install", "-q", "--no-deps", "--target", str(making)]
        subprocess.run([*command, "-r", str(PINNED)], check=True)
        making.rename(folder)
    return ENVIRONMENT | {"PYTHONPATH": str(folder)}


def project(root: Path, files: dict[str, str], extra: str = "") -> Path:
    (root / "overrides").mkdir()
    (root / "overrides" / "main.html").write_text('{% extends "panels/main.html" %}\n', encoding="utf-8")
    plugins = "plugins: [search, docgraph: {as-of: 2026-11-21}]\n"
    return write(root, files, f"site_name: Test\n{THEME}{plugins}{extra}")


def build_with(zensical: dict[str, str], root: Path) -> None:
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    run = subprocess.run(command, cwd=root, env=zensical, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("directory_urls", [True, False])
def test_the_site_is_complete(
    tmp_path: Path, docgraph: Command, zensical: dict[str, str], directory_urls: bool
) -> None:
    project(tmp_path, FILES, f"use_directory_urls: {json.dumps(directory_urls)}\n")
    assert docgraph("pages", *PANELS, cwd=tmp_path).returncode == 0
    build_with(zensical, tmp_path)

    def html(address: str) -> str:
        return page(tmp_path, f"{address}/index.html" if directory_urls else f"{address}.html")

    outcome = html("outcomes/fast")
    places = [outcome.index(text) for text in ("<h1", "owns this outcome", "The text.", "Served by", "</article>")]
    assert places == sorted(places)
    assert outcome.count("docgraph-head") == outcome.count("docgraph-foot") == 1
    assert "docgraph-head" not in page(tmp_path, "index.html")
    assert "Jane Doe" in html("people")
    assert "Every outcome has an owner." in page(tmp_path, "trace/index.html")
    for view in ("portfolio", "autonomy", "people", "calendar", "changes", "waivers", "findings", "explore"):
        assert "docgraph" in html(f"trace/{view}"), view
    assert "owns this outcome" not in html("trace/findings")
    assert json.loads(page(tmp_path, "trace/graph.json"))
    assert broken_links(tmp_path / "site") == []
    assert not list((tmp_path / "site").rglob(".docgraph*"))
    found = {entry["location"]: entry for entry in json.loads(page(tmp_path, "search.json"))["items"]}
    index = "trace/" if directory_urls else "trace/index.html"
    assert "Every outcome has an owner." in found[index]["text"] and "Jane Doe" not in found[index]["text"]
    assert not [location for location in found if location.startswith(f"{index}#")]


def test_a_changed_owner_reaches_the_page_from_a_warm_cache(
    tmp_path: Path, docgraph: Command, zensical: dict[str, str]
) -> None:
    project(tmp_path, FILES)
    docgraph("pages", *PANELS, cwd=tmp_path)
    build_with(zensical, tmp_path)
    for path in ("people.md", "outcomes/fast.md"):
        text = (tmp_path / "docs" / path).read_text(encoding="utf-8")
        (tmp_path / "docs" / path).write_text(text.replace("Jane Doe", "Jane Roe"), encoding="utf-8")
    docgraph("pages", *PANELS, cwd=tmp_path)
    build_with(zensical, tmp_path)
    assert "Jane Roe</a> owns this outcome" in page(tmp_path, "outcomes/fast/index.html")
    assert "Jane Roe" in page(tmp_path, "trace/index.html")


def test_a_project_with_only_zensical_toml(tmp_path: Path, docgraph: Command, zensical: dict[str, str]) -> None:
    """With the settings that the guide shows."""
    guide = (ROOT / "content/guide/zensical.md").read_text(encoding="utf-8")
    settings = guide.partition("```toml\n")[2].partition("```")[0]
    project(tmp_path, FILES)
    (tmp_path / "mkdocs.yml").unlink()
    (tmp_path / "zensical.toml").write_text(textwrap.dedent(settings), encoding="utf-8")
    (tmp_path / "docgraph.toml").write_text('docs-dir = "docs"\nas-of = 2026-11-21\n', encoding="utf-8")
    assert docgraph("pages", *PANELS, cwd=tmp_path).returncode == 0
    build_with(zensical, tmp_path)
    assert "owns this outcome" in page(tmp_path, "outcomes/fast/index.html")
    assert broken_links(tmp_path / "site") == []


def test_pages_with_unusual_names_have_their_panels(
    tmp_path: Path, docgraph: Command, zensical: dict[str, str]
) -> None:
    text = "# A promise\n"
    unusual = {
        f"{name}/{name}.md": record("outcome", id=f"o{number}", **OUTCOME) + text for number, name in enumerate(UNUSUAL)
    }
    project(tmp_path, FILES | unusual)
    run = docgraph("pages", *PANELS, cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    build_with(zensical, tmp_path)
    for name in UNUSUAL:
        assert page(tmp_path, f"{name}/{name}/index.html").count("owns this outcome") == 1, name
    assert broken_links(tmp_path / "site") == []


def test_mkdocs_builds_the_same_project_with_the_plugin(tmp_path: Path, docgraph: Command) -> None:
    project(tmp_path, FILES)
    docgraph("pages", *PANELS, cwd=tmp_path)
    people = tmp_path / "docs" / "people.md"
    people.write_text(people.read_text(encoding="utf-8").replace("Jane Doe", "Jane Roe"), encoding="utf-8")
    run = build(tmp_path, "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    assert page(tmp_path, "outcomes/fast/index.html").count("Jane Roe</a> owns this outcome") == 1
    assert "Jane Roe" in page(tmp_path, "trace/people/index.html")
    assert broken_links(tmp_path / "site") == []
