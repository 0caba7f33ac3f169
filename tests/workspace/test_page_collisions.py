"""No generated page or file replaces one of the docs folder, whatever its type; DOC013 names both."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest
from mkdocs.structure.files import File

from docgraph.app import check
from docgraph.model.finding import Severity
from docgraph.workspace.config_file import found_by
from docgraph.workspace.load_project import project_at
from tests.mkdocs.site import FILES, build, config, page, write

SEED = 20261133
VARIANTS = 300
DAY = date(2026, 11, 21)
_PAGES = (
    *("trace/index", "trace/people", "trace/portfolio", "trace/autonomy", "trace/calendar", "trace/changes"),
    *("trace/waivers", "trace/findings", "trace/agents", "trace/explore", "trace/person/jane", "trace/person/sam"),
    *("trace/outcome/fast", "trace/agent/triage", "trace/runbook/stop", "trace/outcomes/2", "trace/findings/13"),
)
_NEEDED = (
    *("trace/tables.js", "trace/explore/graph.js", "trace/explore/explorer.js", "trace/explore/explorer.css"),
    *("trace/people-rows.js", "assets/docgraph/docgraph.css"),
)
_DOWNLOADS = ("trace/graph.json", "trace/records.csv", "trace/relations.csv", "trace/calendar.ics")


def _file_at(place: str, random: Random) -> str:
    """A path in the docs folder that ends at a place in the site, at a folder above it, or below it as a folder."""
    shape = random.choice(("same", "same", "same", "page", "page", "above", "below", "case"))
    if shape in ("page", "case") and place.endswith("index.html"):
        stem = place.removesuffix("/index.html")
        ending = random.choice((".md", ".markdown", ".mdown", ".mkd", ".mkdn"))
        path = random.choice((f"{stem}{ending}", f"{stem}/README{ending}", f"{stem}/index{ending}"))
    elif shape == "page" and place.endswith(".html"):
        path = place.removesuffix("html") + random.choice(("md", "markdown"))
    elif shape == "above":
        path = place.rpartition("/")[0]
    elif shape == "below":
        path = f"{place}/{random.choice(('a.txt', 'b.html', 'c.md'))}"
    else:
        path = place
    if shape == "case":
        path = "".join(random.choice((letter.upper(), letter)) for letter in path)
        stem, dot, ending = path.rpartition(".")
        # what is in capitals is no page
        path = stem + dot + ending.lower()
    return path


def _lies_there(path: str, place: str, *, urls: bool) -> bool:
    """Whether a file of the docs folder would be written to a place, or in the way of it."""
    theirs = File(path, "docs", "site", urls).dest_uri.casefold().split("/")
    ours = place.casefold().split("/")
    common = min(len(theirs), len(ours))
    return theirs[:common] == ours[:common]


@pytest.mark.slow
def test_whatever_lies_where_a_page_is_generated_is_named(tmp_path: Path) -> None:
    missed = []
    for number in range(VARIANTS):
        random = Random(SEED + number)
        urls = random.random() < 0.6
        name = random.choice((*_PAGES, *_PAGES, *_NEEDED, *_DOWNLOADS))
        is_page = name in _PAGES
        place = str(File(f"{name}.md", None, "site", urls).dest_uri) if is_page else name
        path = _file_at(place, random)
        if not _lies_there(path, place, urls=urls):
            continue
        root = write(tmp_path / str(number), FILES, config(extra=f"use_directory_urls: {str(urls).lower()}\n"))
        target = root / "docs" / path
        # whether the table of outcomes is long enough for a second page is not known before
        if (
            path in ("trace/outcomes", "trace/findings")
            or target.exists()
            or any(above.is_file() for above in target.parents)
        ):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text("mine\n", encoding="utf-8")
        findings = check(project_at(found_by(root / "mkdocs.yml").layout(), DAY)).open_findings
        reported = [finding for finding in findings if finding.code == "DOC013" and finding.at.path == f"docs/{path}"]
        severities = {Severity.WARNING} if name in _DOWNLOADS else {Severity.ERROR}
        if not reported or (
            "above" not in path and not {finding.severity for finding in reported} & (severities | {Severity.ERROR})
        ):
            missed.append(f"{number} {path} for {place}")
    assert not missed, f"{len(missed)} of {VARIANTS}:\n" + "\n".join(missed[:20])


def _in_language(path: str, language: str, *, folders: bool) -> str:
    """The path of a file in one language of a site, as mkdocs-static-i18n wants it."""
    if folders:
        return f"{language}/{path}"
    stem, dot, ending = path.rpartition(".")
    return f"{stem}.{language}{dot}{ending}"


@pytest.mark.slow
def test_files_of_every_language_are_named(tmp_path: Path) -> None:
    wrong = []
    random = Random(SEED)
    for number in range(200):
        folders, default, language = (
            random.random() < 0.6,
            random.choice(("en", "nl")),
            random.choice(("", "de", "pt-BR")),
        )
        name = random.choice((*_PAGES, "trace/mine", "trace/person/nobody", "notes/index"))
        path = _in_language(f"{name}.md", language or default, folders=folders)
        languages = f"[{{locale: {default}, default: true}}, {{locale: de}}, {{locale: pt-BR}}]"
        i18n = f"i18n: {{docs_structure: {'folder' if folders else 'suffix'}, languages: {languages}}}"
        files = {f"{default}/{key}" if folders else key: text for key, text in FILES.items()}
        root = write(tmp_path / str(number), files | {path: "mine\n"}, config(plugins=f"[{i18n}, docgraph]"))
        findings = check(project_at(found_by(root / "mkdocs.yml").layout(), DAY)).open_findings
        found = {finding.at.path for finding in findings if finding.code == "DOC013"}
        # whether a table is long enough for such a page is not known before
        expected = {f"docs/{path}"} if name in _PAGES else set()
        wrong += [f"{path} ({i18n}): {found} for {expected}"] * (found != expected)
    assert not wrong, f"{len(wrong)} of 200:\n" + "\n".join(wrong[:10])


def test_a_record_at_the_path_of_its_own_page_is_no_fault_in_any_language(tmp_path: Path) -> None:
    agent = "---\nkind: agent\nid: bot\nowner: jane\n---\n# Bot\n"
    languages = "languages: [{locale: en, default: true}, {locale: de}]"
    for structure in ("folder", "suffix"):
        agents = {
            _in_language("trace/agent/bot.md", language, folders=structure == "folder"): agent
            for language in ("en", "de")
        }
        plugins = f"[i18n: {{docs_structure: {structure}, {languages}}}, docgraph]"
        root = write(tmp_path / structure, agents, config(plugins=plugins))
        findings = check(project_at(found_by(root / "mkdocs.yml").layout(), DAY)).open_findings
        assert not [finding for finding in findings if finding.code == "DOC013"], findings


@pytest.mark.parametrize("path", ["trace/mine.md", "trace/people/mine.png", "assets/docgraph/logo.svg", "trace/2.html"])
def test_other_files_in_the_folder_are_no_fault(tmp_path: Path, path: str) -> None:
    root = write(tmp_path, {**FILES, path: "mine\n"})
    findings = check(project_at(found_by(root / "mkdocs.yml").layout(), DAY)).open_findings
    assert not [finding for finding in findings if finding.code == "DOC013"]


def test_both_are_named(tmp_path: Path) -> None:
    root = write(tmp_path, {**FILES, "trace/person/jane/index.html": "mine\n"})
    findings = check(project_at(found_by(root / "mkdocs.yml").layout(), DAY)).open_findings
    [finding] = [finding for finding in findings if finding.code == "DOC013"]
    assert finding.at.path == "docs/trace/person/jane/index.html"
    assert finding.message == "this file has the same address as a generated page: the page of person `jane`"
    assert [other.at.path for other in finding.related] == ["docs/people.md"]


@pytest.mark.host
def test_where_the_finding_is_switched_off_the_file_of_the_team_stays(tmp_path: Path) -> None:
    mine = {
        "trace/index.html": "mine",
        "trace/person/jane/index.html": "mine",
        "trace/people.markdown": "# Mine\n",
        "assets/docgraph/docgraph.css": "mine",
        "trace/outcome/fast/index.html": "mine",
        "trace/tables.js": "mine",
    }
    plugins = "[search, docgraph: {as-of: 2026-11-21, rules: {DOC013: off}}]"
    root = write(tmp_path, {**FILES, **mine}, config(plugins=plugins))
    run = build(root)
    assert run.returncode == 0, run.stderr
    for path, text in mine.items():
        if text == "mine":
            assert page(root, path) == "mine"
    assert ">Mine</h1>" in page(root, "trace/people/index.html")
