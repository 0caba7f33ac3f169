"""Languages: what is written can be put into one, all of it, and German has all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from scripts.catalogues import FOLDER, TEMPLATE, extracted, read, untranslated
from scripts.catalogues import text as kept

from docgraph.model.record import Record
from docgraph.site import Site, Theme, files_of, panel, standalone_page, tables_script, theme_for_language, views_of
from docgraph.site.context import EXPLORER_SCRIPT
from docgraph.site.i18n import Catalogue, catalogue_of, localized_script
from docgraph.site.pages.explorer import explorer_files
from docgraph.site.render.declared_values import day
from docgraph.site.render.format import month
from tests.site.organisation import href, organisation, people, trace_of
from tests.site.reading import reading, text

SITE = organisation()
CATALOGUES = sorted(FOLDER.glob("*.po"))
_WORD = re.compile(r"[A-Za-z]{3,}")
_VARIABLE = re.compile(r"%\(\w+\)[sd]|%[sd]|</?code>")


def pages(site: Site = SITE) -> list[str]:
    """Everything that is written for a site."""
    views = [f"<p>{view.title}</p>{view.render(site, href)}" for view in views_of(site)]
    records = [standalone_page(site, record, href) + panel(site, record.path, href) for record in site.graph.records]
    return [*views, *records]


def ids(catalog: Catalog) -> set[object]:
    return {one.id for one in catalog if one.id}


def po(catalog: Catalog) -> bytes:
    return kept(catalog)


def put(change: Callable[[str], str], locale: str = "de") -> Catalog:
    """A catalogue that puts every text through a function."""
    made = Catalog(locale=locale)
    for one in extracted():
        if one.id:
            forms = one.id if isinstance(one.id, tuple) else (str(one.id),)
            changed = tuple(change(form) for form in forms)
            made.add(one.id, changed if len(changed) > 1 else changed[0])
    return made


def seen(page: str) -> str:
    """What readers see or hear of a page, every part apart from the next."""
    labels = re.findall(r'aria-label="([^"]*)"', page)
    return unescape(re.sub(r"<[^>]*>", " ", page) + " ".join(labels))


def masked(english: str) -> str:
    """A text in no language: every letter is an x, and placeholders stay."""
    parts = re.split(r"(%\(\w+\)[sd]|%[sd]|</?code>|\s+)", english)
    return "".join(part if place % 2 else re.sub(r"\w", "x", part) for place, part in enumerate(parts))


@pytest.mark.slow
def test_the_template_catalogue_lists_the_texts_of_the_code() -> None:
    assert ids(read(TEMPLATE)) == ids(extracted()), "run scripts/translate"


@pytest.mark.slow
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_every_shipped_catalogue_is_complete(path: Path) -> None:
    catalog = read(path)
    assert ids(catalog) == ids(extracted()), "run scripts/translate"
    assert not untranslated(catalog)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_has_the_placeholders_of_the_original(path: Path) -> None:
    for one in read(path):
        originals, forms = strings(one.id), strings(one.string)
        named = set(_VARIABLE.findall(" ".join(originals)))
        for form in forms if one.id else ():
            missing = named ^ set(_VARIABLE.findall(form))
            # the number may be left out of a sentence about one
            assert missing <= {"%(number)s"}, one.id


def strings(value: object) -> list[str]:
    """A text, or its forms."""
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)]


@pytest.mark.slow
def test_every_text_on_the_pages_is_translatable() -> None:
    """Written in no language, pages have only the words that the documents brought."""
    with Theme(Catalogue("xx", [po(put(masked))])).active():
        page_text = " ".join(seen(page) for page in pages())
    brought = " ".join(
        [
            *(repr(record.model_dump()) + record.ref + record.path for record in SITE.graph.records),
            *(
                f"{finding.message} {finding.help} {finding.code} {finding.name} {finding.waived} {finding.owner}"
                for finding in SITE.findings
            ),
            "The guide docs md html",
        ]
    )
    known = set(_WORD.findall(brought))
    left = {word for word in set(_WORD.findall(page_text)) - known if set(word) != {"x"}}
    # in pictures, words of titles are cut
    assert not {word for word in left if not any(known_word.startswith(word) for known_word in known)}


@pytest.mark.slow
def test_english_needs_no_catalogue() -> None:
    empty = Catalogue("en", [po(Catalog(locale="en"))])
    plain = pages()
    with Theme(empty).active():
        assert pages() == plain


@pytest.mark.slow
def test_every_kind_of_page_is_in_german() -> None:
    with theme_for_language(["de"]).active():
        german = {view.path: text(view.render(SITE, href)) for view in views_of(SITE)}
        heads = {record.ref: text(standalone_page(SITE, record, href)) for record in SITE.graph.records}
        calendar = files_of(SITE)[0].content().decode()
    for path, words in {
        "index": "Alle Ergebnisse mit Verantwortlichen",
        "portfolio": "Ergebnisse: ",
        "autonomy": "Wie man ihn anhält",
        "people": "Zu übergeben",
        "calendar": "Aufgaben, die von 22 Dez 2026 bis 20 Jan 2027 fällig sind",
        "changes": "Änderungen im September 2026, die neuesten zuerst",
        "waivers": "Ausnahme",
        "findings": "3 offene Befunde in 3 Dokumenten: 1 Fehler, 1 Warnung, 1 Info. 1 Befund ist unterdrückt.",
        "explore": "Ziehen oder Pfeiltasten",
    }.items():
        assert words in german[path], path
    for ref, words in {
        "outcome:onboarding": "verantwortet dieses Ergebnis",
        "agent:import-triage": "verantwortet diesen Agenten; Vertretung: Sam Lee",
        "person:omar.hakim": "ging am 15 Jul 2026",
        "role:twins": "2 Personen haben diese Rolle zugleich",
        "team:activation": "Dieses Team hat 2 Mitglieder",
        "decision:promote": "Sie ändert die Stufe von Import triage von L1 auf L2.",
        "raci:triage-raci": "ist für 2 Tätigkeiten rechenschaftspflichtig",
        "runbook:triage-runbook": "verantwortet dieses Runbook",
        "incident:pir-7": "1 von 2 Maßnahmen sind offen",
        "context-pack:import-pack": "Es wurde zuletzt am 1 Jun 2026 erneuert",
    }.items():
        assert words in heads[ref], ref
        assert "Verbindungen" in heads[ref]
    assert "X-WR-CALNAME:Prüfkalender" in calendar


@pytest.mark.slow
def test_pages_are_well_formed_in_german() -> None:
    with theme_for_language(["de"]).active():
        for page in pages():
            reading(page)


@pytest.mark.slow
def test_scripts_contain_the_translations_they_need() -> None:
    assert not tables_script().startswith("globalThis")
    with theme_for_language(["de"]).active():
        assert '"Filter":"Filtern"' in tables_script().splitlines()[0]
        explorer = explorer_files(SITE, href)[EXPLORER_SCRIPT].splitlines()[0]
    assert '"Most connected":"Am stärksten verbunden"' in explorer
    with Theme(Catalogue("xx", [po(put(lambda english: '"}; alert(1)' + english))])).active():
        assert '{"Filter":"\\"}; alert(1)Filter"}' in localized_script('gettext("Filter")')


def test_dates_have_the_month_names_of_the_language() -> None:
    with theme_for_language(["de"]).active():
        assert day(date(2027, 3, 31)) == "31 Mär 2027"
        assert month(date(2027, 3, 31)) == "März 2027"
    assert day(date(2027, 3, 31)) == "31 Mar 2027"


def test_a_language_with_more_than_two_forms_gets_the_right_one() -> None:
    polish = Catalog(locale="pl")
    polish.add(
        ("This team has %(number)s member", "This team has %(number)s members"),
        ("%(number)s a", "%(number)s b", "%(number)s c"),
    )
    polish.add(("agent", "agents"), ("agent", "agenci", "agentów"))
    catalogue = Catalogue("pl", [po(polish)])
    assert [catalogue.ngettext("agent", "agents", number) for number in (1, 2, 5, 22)] == [
        "agent",
        "agenci",
        "agentów",
        "agenci",
    ]
    with Theme(catalogue).active():
        records = {record.ref: record for record in SITE.graph.records}
        assert "2 b: " in text(standalone_page(SITE, records["team:activation"], href))


def test_missing_translations_fall_back_to_the_built_in_catalogue_then_english() -> None:
    theirs = Catalog(locale="de")
    theirs.add("Findings", "Mängel")
    found = catalogue_of("de", [po(theirs)])
    assert found is not None
    assert found.gettext("Findings") == "Mängel"
    assert found.gettext("Waivers") == "Ausnahmen"
    assert found.gettext("Nobody wrote this") == "Nobody wrote this"
    assert catalogue_of("xx") is None


def test_an_unknown_placeholder_in_a_translation_is_an_error() -> None:
    wrong = Catalog(locale="de")
    wrong.add("%(owner)s owns this outcome", "%(owner)s und %(holder)s")
    with pytest.raises(ValueError, match=r"unknown placeholder %\(holder\)s; expected %\(owner\)s"):
        Catalogue("de", [po(wrong)])


@pytest.mark.slow
def test_markup_in_a_translation_is_escaped() -> None:
    """What is no sentence of a template is escaped, as all values are."""
    wrong = Catalog(locale="de")
    wrong.add("Agents", "<b>Agents</b>")
    with Theme(Catalogue("de", [po(wrong)])).active():
        shown = "".join(view.render(SITE, href) for view in views_of(SITE))
    assert "<b>Agents</b>" not in shown
    assert "&lt;b&gt;Agents" in shown


@pytest.mark.slow
def test_a_site_without_records_is_rendered() -> None:
    no_records: list[Record] = []
    with theme_for_language(["de"]).active():
        for site in (Site(trace_of(no_records)), Site(trace_of(people()))):
            for page in pages(site):
                reading(page)
