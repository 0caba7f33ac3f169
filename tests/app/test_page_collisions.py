"""Generated pages and files lie where the check believes them."""

from __future__ import annotations

from pathlib import Path
from posixpath import join

import pytest
from msgspec.structs import replace

import docgraph.site
from docgraph.analysis.definition_relations import definition_graph
from docgraph.app.page_collisions import DOWNLOAD_PATHS as CHECKED_DOWNLOADS
from docgraph.app.page_collisions import TABLES, VIEW_PAGES, Published, collisions
from docgraph.model.definition import Definition
from docgraph.model.destination import site_path
from docgraph.model.location import Location
from docgraph.model.translations import Translations
from docgraph.site import EXPLORER_FILES, TABLES_SCRIPT, Site, files_of, row_scripts, views_of
from docgraph.site.pages.calendar import WINDOWS
from tests.corpus import record, trace_of


def _site() -> Site:
    files = {f"o{number}.md": record("outcome", owner=f"p{number}") for number in range(220)}
    files |= {f"p{number}.md": record("person", joined="2020-01-01") for number in range(220)}
    files |= {f"a{number}.md": record("agent", owner=f"p{number}", review_by="2027-01-01") for number in range(220)}
    definitions = tuple(
        Definition(Location(f"a{number}", 1, 1), "claude-agent", "Claude Code", f"a{number}", path=f"a{number}")
        for number in range(220)
    )
    graph = replace(trace_of(files), definitions=definitions, relate_definitions=definition_graph)
    return Site(graph)


@pytest.mark.slow
def test_the_check_knows_every_view() -> None:
    first = {view.path for view in views_of(_site()) if "/" not in view.path}
    assert first == set(VIEW_PAGES), "add the path of the page to VIEW_PAGES in app/page_collisions.py"


@pytest.mark.slow
@pytest.mark.parametrize("urls", [True, False])
@pytest.mark.parametrize("language", ["", "de"])
def test_the_check_knows_every_page_and_file_that_is_added(urls: bool, language: str) -> None:
    site = _site()
    views = views_of(site)
    addresses = {
        f"{address.path}{address.suffix}" for address in (*views, *files_of(site), *site.downloads, *EXPLORER_FILES)
    }
    addresses |= {f"{address.path}{address.suffix}" for address in row_scripts(site, views, lambda target: "")}
    addresses |= {f"{TABLES_SCRIPT.path}{TABLES_SCRIPT.suffix}"}
    paths = [join(language, "trace", address) for address in addresses]
    published = Published(tuple(site_path(path, urls) for path in paths), urls, Translations("en", ("de",)))
    found = {problem.at.path for problem in collisions(site.graph, "trace", "", (), published)}
    missing = {site_path(path, urls) for path in paths} - found
    assert not missing, f"add the tables with the pages {sorted(missing)} to TABLES in app/page_collisions.py"
    assert any("/2" in path for path in paths)


@pytest.mark.slow
def test_every_table_that_is_numbered_is_known_and_every_download() -> None:
    text = "".join(path.read_text("utf-8") for path in Path(docgraph.site.__file__ or "").parent.rglob("*.py"))
    assert all(f'"{name}"' in text or name in {f"due-in-{days}" for days in WINDOWS} for name in TABLES)
    assert {f"{address.path}{address.suffix}" for address in _site().downloads} <= set(CHECKED_DOWNLOADS)


def test_pages_of_definitions_only_exist_if_there_are_definitions() -> None:
    names = ("trace/definitions.html", "trace/definitions.csv", "trace/definitions/2.html", "trace/definitions-rows.js")
    published = Published(names, directory_urls=False)
    assert {problem.at.path for problem in collisions(_site().graph, "trace", "", (), published)} == set(names)
    assert not [*collisions(trace_of({}), "trace", "", (), published)]
