"""Real builds in other languages: which one a site is written in, and a team's own catalogue."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.mkdocs.site import FILES, build, config, page, write

pytestmark = pytest.mark.host
GUIDE = (ROOT / "content/guide/language.md").read_text(encoding="utf-8")
GERMAN = {
    "outcomes/fast/": "verantwortet dieses Ergebnis",
    "agents/triage/": "verantwortet diesen Agenten",
    "trace/": "Alle Ergebnisse mit Verantwortlichen",
    "trace/portfolio/": "1 Ergebnis: 1 offen",
    "trace/autonomy/": "Kein Agent steht über",
    "trace/people/": "Personen sind aktiv",
    "trace/calendar/": "Fällig in 31 bis 60 Tagen",
    "trace/changes/": "Monaten hat sich nichts geändert",
    "trace/waivers/": "Es gibt keine Ausnahmen.",
    "trace/findings/": "Keine unterdrückten Befunde.",
    "trace/explore/": "Farbe nach",
    "trace/person/jane/": "ist aktiv. Verantwortet",
}


def themed(theme: str, docgraph: str = "{as-of: 2026-11-21}") -> str:
    return config(plugins=f"[search, docgraph: {docgraph}]").replace("theme: {name: mkdocs}", f"theme: {theme}")


def test_a_german_site_is_german_on_every_sort_of_page(tmp_path: Path) -> None:
    run = build(write(tmp_path, FILES, themed("{name: material, language: de}")), "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    for path, words in GERMAN.items():
        html = page(tmp_path, f"{path}index.html")
        assert '<html lang="de"' in html
        assert words in html, path
        assert '<div lang="' not in html
    assert "<title>Portfolio-Überblick - Test</title>" in page(tmp_path, "trace/portfolio/index.html")
    assert '"Filter":"Filtern"' in page(tmp_path, "trace/tables.js")
    assert "SUMMARY:Ergebnis: Fast" in page(tmp_path, "trace/calendar.ics")
    assert "info[CTX001]: agent `triage` has no context pack" in run.stderr, "findings are English"


@pytest.mark.parametrize(
    ("theme", "docgraph", "words", "marked"),
    [
        ("{name: mkdocs, locale: de}", "{as-of: 2026-11-21}", "verantwortet dieses Ergebnis", False),
        ("{name: mkdocs, locale: de}", "{as-of: 2026-11-21, language: en}", "owns this outcome", True),
        ("mkdocs", "{as-of: 2026-11-21, language: de-AT}", "verantwortet dieses Ergebnis", True),
        ("{name: material, language: nl}", "{as-of: 2026-11-21}", "owns this outcome", True),
    ],
)
def test_the_setting_comes_first_then_the_theme(
    tmp_path: Path, theme: str, docgraph: str, words: str, marked: bool
) -> None:
    run = build(write(tmp_path, FILES, themed(theme, docgraph)), "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    outcome = page(tmp_path, "outcomes/fast/index.html")
    assert words in outcome
    assert bool(re.search(r'<div lang="(de|en)" dir="ltr"><section class="docgraph', outcome)) is marked


def test_a_language_without_a_catalogue_is_english_with_a_warning(tmp_path: Path) -> None:
    run = build(write(tmp_path, FILES, themed("mkdocs", "{as-of: 2026-11-21, language: tlh}")))
    assert run.returncode == 0
    assert "there is no catalogue for `language: tlh`; docgraph writes English" in run.stderr
    assert "owns this outcome" in page(tmp_path, "outcomes/fast/index.html")


def catalogue(root: Path, language: str, text: str) -> None:
    folder = root / "overrides/docgraph/languages"
    folder.mkdir(parents=True)
    (folder / f"{language}.po").write_text(text, encoding="utf-8")


def test_the_catalogue_of_the_guide_works(tmp_path: Path) -> None:
    found = re.search(r'^```po title="overrides/docgraph/languages/en.po"\n(.*?)^```$', GUIDE, re.DOTALL | re.MULTILINE)
    assert found
    catalogue(tmp_path, "en", found[1])
    run = build(write(tmp_path, FILES, themed("{name: mkdocs, custom_dir: overrides}")), "mkdocs", "--strict")
    assert run.returncode == 0, run.stderr
    assert "<h1>Promises</h1>" in page(tmp_path, "trace/portfolio/index.html")
    assert ">Promises</a>: all outcomes by owner" in page(tmp_path, "trace/index.html")
    assert not (tmp_path / "site/docgraph").exists()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('msgid "%(owner)s owns this outcome"\nmsgstr "%(wer)s"\n', "unknown placeholder %(wer)s; expected %(owner)s"),
        ('msgid "Outcomes"\nDoelen\n', "nl.po: line 2"),
        ('msgid "Outcomes\nmsgstr "Doelen"\n', "nl.po: line 1"),
        (
            'msgid "Outcomes"\nmsgstr "Doelen %(many)s"\n',
            "nl.po: line 1: unknown placeholder %(many)s; expected no placeholder",
        ),
    ],
)
def test_a_broken_catalogue_ends_the_build(tmp_path: Path, text: str, message: str) -> None:
    catalogue(tmp_path, "nl", text)
    run = build(write(tmp_path, FILES, themed("{name: material, language: nl, custom_dir: overrides}")))
    assert run.returncode == 1
    assert message in run.stderr
    assert "Traceback" not in run.stderr
