"""The old site outlives what cannot be written: it is found while that site is whole, in the check or by trying."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError
from msgspec.structs import replace

from docgraph import site as views
from docgraph.app import check
from docgraph.app.page_collisions import Published
from docgraph.app.published_site import site_of
from docgraph.mkdocs import theme as mkdocs_theme
from docgraph.mkdocs.plugin import DocgraphPlugin
from docgraph.mkdocs.sources import reject_long_paths
from docgraph.mkdocs.theme import smoke_render, theme_for
from docgraph.model.destination import LONGEST_PATH, site_path
from docgraph.model.finding import Severity
from docgraph.model.source_file import SourceFile
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.corpus import project_of
from tests.definitions.handbook import checked
from tests.mkdocs.site import FILES, build, config, write

SEED = 20261160
VARIANTS = 12


def _day(random: Random) -> date:
    """A day at either end of the calendar."""
    near = timedelta(days=random.choice((0, 1, random.randrange(100), random.randrange(2000))))
    return random.choice((date.max - near, date.min + near))


@pytest.mark.slow
def test_pages_render_at_both_ends_of_the_calendar(tmp_path: Path) -> None:
    random = Random(SEED)
    write(tmp_path, FILES)
    theme = theme_for(load_config(str(tmp_path / "mkdocs.yml")), "")
    for _ in range(VARIANTS):
        result = check(project_of(FILES, _day(random)))
        assert not result.internal_errors
        smoke_render(theme, result)


@pytest.mark.slow
def test_an_exception_of_any_page_is_raised_before_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FILES)
    theme = theme_for(load_config(str(tmp_path / "mkdocs.yml")), "")
    result = check(project_of(FILES))

    def failing(*_: object, **__: object) -> str:
        raise OverflowError("date value out of range")

    made = ((views, name) for name in ("standalone_page", "panel", "views_of", "files_of", "explorer_files"))
    for owner, name in [*made, (mkdocs_theme, "public_data")]:
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, failing)
            with pytest.raises(PluginError, match="internal error"):
                smoke_render(theme, result)


@pytest.mark.parametrize(("number", "pages"), [(40, range(40, 41)), (120, range(21, 41))])
def test_of_up_to_so_many_records_every_page_is_tried_and_of_more_about_so_many(
    monkeypatch: pytest.MonkeyPatch, number: int, pages: range
) -> None:
    """The pages of records, every numbered page of a table, and what scripts load."""
    files = {f"p{place}.md": "---\nkind: person\n---\n" for place in range(number)}
    result = check(project_of(files))
    tried: list[object] = []
    loaded: list[object] = []
    monkeypatch.setattr(views, "standalone_page", lambda site, record, href: tried.append(record))
    monkeypatch.setattr(views, "explorer_files", lambda site, href: loaded.append(site))
    monkeypatch.setattr(views, "row_scripts", lambda site, found, href: {"rows": lambda: loaded.append(found)})
    views.render_everything(site_of(result), 40)
    assert len(tried) in pages
    assert len(loaded) == (2 if number == 40 else 0)


def test_definitions_count_as_records_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    agents = {
        f".claude/agents/a{number:03}.md": f"---\nname: a{number:03}\ndescription: d\n---\n" for number in range(120)
    }
    site = site_of(checked(tmp_path, agents))
    loaded: list[object] = []
    monkeypatch.setattr(views, "explorer_files", lambda site, href: loaded.append(site))
    views.render_everything(site, 119)
    assert not loaded
    views.render_everything(site, 2 * 120)
    assert loaded


def test_a_fault_of_any_single_page_is_found_before_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever of the records it is: with a sample, most of them would break a build that has emptied the site."""
    write(tmp_path, FILES)
    theme = theme_for(load_config(str(tmp_path / "mkdocs.yml")), "")
    result = check(project_of({f"p{place}.md": "---\nkind: person\n---\n" for place in range(450)}))
    missed = []
    for broken in Random(SEED).sample(result.graph.records, 8):

        def failing(site: Any, record: Any, href: Any, broken: Any = broken) -> str:
            if record.ref == broken.ref:
                raise ValueError(record.ref)
            return ""

        with monkeypatch.context() as patch:
            patch.setattr(views, "standalone_page", failing)
            try:
                smoke_render(theme, result)
            except PluginError:
                continue
        missed.append(broken.ref)
    assert not missed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("levels", []),
        ("levels", ""),
        ("levels", ["A", "a"]),
        ("levels", [""]),
        ("levels", ["L1", " L1"]),
        ("pages", "a" * 300),
        ("pages", "a/" * 60 + "a"),
    ],
)
def test_settings_that_no_page_can_be_made_of_are_refused(name: str, value: Any) -> None:
    [(_, error)], _ = DocgraphPlugin().load_config({name: value})
    assert str(error).startswith(f"`{name}` must be ")
    assert not DocgraphPlugin().load_config({"levels": "A, B", "pages": "a" * 100})[0]


@pytest.mark.host
@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_page_with_too_long_a_name_is_reported_and_kept_away(tmp_path: Path, directory_urls: bool) -> None:
    random = Random(SEED)
    text = f"use_directory_urls: {str(directory_urls).lower()}\n"
    lengths = {random.randrange(240, 253): random.choice("aé") for _ in range(20)}
    names = {(letter * length).encode()[: length - length % 2].decode() for length, letter in lengths.items()}
    write(tmp_path, {f"{name}.md": "# A\n" for name in names} | FILES, config() + text)
    result = check(project_at(layout_of(tmp_path)))
    reported = {
        finding.at.path
        for finding in result.open_findings
        if finding.code == "DOC009" and finding.severity is Severity.ERROR
    }
    too_long = {f"docs/{name}.md" for name in names if len(name.encode()) > 250 and not directory_urls}
    assert reported == too_long
    run = build(tmp_path)
    assert (run.returncode != 0) == bool(too_long) and "Traceback" not in run.stderr
    loose = config(plugins="[search, docgraph: {as-of: 2026-11-21, fail-on: never}]") + text
    (tmp_path / "mkdocs.yml").write_text(loose, encoding="utf-8")
    assert build(tmp_path).returncode == 0


@pytest.mark.slow
def test_a_path_that_is_too_long_in_the_site_is_refused_before_the_build(tmp_path: Path) -> None:
    """The law over lengths around the limit: refused exactly where the file cannot be written."""
    random = Random(SEED)
    wrong = []
    for number in range(240):
        directory_urls = random.random() < 0.5
        name = "".join(random.choice("aé") for _ in range(random.randrange(1, 90)))
        ending = random.choice((".md", ".md", ".png"))
        place = site_path(name + ending, directory_urls)
        length = random.randrange(LONGEST_PATH - 3, LONGEST_PATH + 4) - len(f"/{place}".encode())
        site = ("/" + "/".join(["s" * 99] * 60))[:length].removesuffix("/").ljust(length, "s")
        sources = (SourceFile(name + ending, b"# A\n"),) if ending == ".md" else ()
        published = Published(() if sources else (name + ending,), directory_urls)
        project = replace(project_of(FILES), sources=sources, published=published)
        refused = False
        try:
            reject_long_paths(project, check(project), site)
        except PluginError as error:
            refused = "more than 4095 bytes" in str(error)
        if refused != (len(f"{site}/{place}".encode()) > LONGEST_PATH):
            wrong.append(f"{number}: {len(f'{site}/{place}'.encode())} {refused}")
    assert not wrong, f"{len(wrong)} of 240: {wrong[:5]}"


@pytest.mark.host
def test_the_old_site_stays_where_a_path_would_be_too_long(tmp_path: Path) -> None:
    deep = "/".join(["d" * 200] * 18)
    write(tmp_path, FILES, config() + f"site_dir: {deep}/{'s' * 240}/{'t' * 200}\n")
    (tmp_path / "docs" / ("p" * 200 + ".md")).write_text("# P\n", encoding="utf-8")
    run = build(tmp_path)
    assert run.returncode == 1 and "more than 4095 bytes" in run.stderr and "Traceback" not in run.stderr
