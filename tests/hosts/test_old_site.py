"""The old site outlives what cannot be written: it is found while that site is whole, in the check or by trying."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from docgraph import views
from docgraph.app import check
from docgraph.hosts import mkdocs_edition
from docgraph.hosts.configuration import layout_of
from docgraph.hosts.mkdocs_edition import MOST_TRIED, edition_for, try_out
from docgraph.hosts.mkdocs_plugin import DocgraphPlugin
from docgraph.hosts.projects import project_at
from docgraph.model.finding import Severity
from tests.corpus import project_of
from tests.hosts.site import FILES, build, config, write

SEED = 20261160
VARIANTS = 12


def _day(random: Random) -> date:
    """A day at either end of the calendar."""
    near = timedelta(days=random.choice((0, 1, random.randrange(100), random.randrange(2000))))
    return random.choice((date.max - near, date.min + near))


def test_pages_are_written_on_every_day_of_the_calendar(tmp_path: Path) -> None:
    random = Random(SEED)
    write(tmp_path, FILES)
    edition = edition_for(load_config(str(tmp_path / "mkdocs.yml")), "")
    for _ in range(VARIANTS):
        result = check(project_of(FILES, _day(random)))
        assert not result.internal_errors
        try_out(edition, result)


def test_an_exception_of_any_page_is_raised_before_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, FILES)
    edition = edition_for(load_config(str(tmp_path / "mkdocs.yml")), "")
    result = check(project_of(FILES))

    def failing(*_: object, **__: object) -> str:
        raise OverflowError("date value out of range")

    made = ((views, name) for name in ("whole", "panel", "views_of", "files_of", "explorer_files"))
    for owner, name in [*made, (mkdocs_edition, "contents")]:
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, failing)
            with pytest.raises(PluginError, match="internal error"):
                try_out(edition, result)


def test_of_many_records_few_pages_are_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    files = {f"p{number}.md": "---\nkind: person\n---\n" for number in range(MOST_TRIED * 3)}
    result = check(project_of(files))
    tried: list[object] = []
    monkeypatch.setattr(views, "whole", lambda site, record, href: tried.append(record))
    views.tried(mkdocs_edition.site_of(result), MOST_TRIED)
    assert MOST_TRIED / 2 < len(tried) <= MOST_TRIED


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
    assert str(error).startswith(f"`{name}` takes ")
    assert not DocgraphPlugin().load_config({"levels": "A, B", "pages": "a" * 100})[0]


@pytest.mark.parametrize("directory_urls", [True, False])
def test_a_page_with_too_long_a_name_is_reported_and_kept_away(tmp_path: Path, directory_urls: bool) -> None:
    random = Random(SEED)
    text = f"use_directory_urls: {str(directory_urls).lower()}\n"
    lengths = {random.randrange(240, 253): random.choice("aé") for _ in range(20)}
    names = {(letter * length).encode()[: length - length % 2].decode() for length, letter in lengths.items()}
    write(tmp_path, {f"{name}.md": "# A\n" for name in names} | FILES, config() + text)
    result = check(project_at(layout_of(tmp_path)))
    told = {one.at.path for one in result.standing if one.code == "DOC009" and one.severity is Severity.ERROR}
    too_long = {f"docs/{name}.md" for name in names if len(name.encode()) > 250 and not directory_urls}
    assert told == too_long
    run = build(tmp_path)
    assert (run.returncode != 0) == bool(too_long) and "Traceback" not in run.stderr
    loose = config(plugins="[search, docgraph: {as-of: 2026-11-21, fail-on: never}]") + text
    (tmp_path / "mkdocs.yml").write_text(loose, encoding="utf-8")
    assert build(tmp_path).returncode == 0
