"""A published record is checked or reported as an error: pages with one address, and pages in other languages."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from random import Random

import pytest

from docgraph.app import CheckResult, check
from docgraph.model.destination import site_path
from docgraph.model.finding import Severity
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.mkdocs.site import build, config, page, write

SEED = 20261203
VARIANTS = 240
RECORD = "---\nkind: {}\nowner: jane\ntitle: Big\n---\n# Big\n"
PLAIN = "# A page\n"
PEOPLE = "---\nkind: people\npeople:\n  - id: jane\n---\n# People\n"
LIST = "---\nkind: agents\nagents:\n{}---\n# Bots\n"


def _result(root: Path) -> CheckResult:
    return check(project_at(layout_of(root)))


def _errors(result: CheckResult) -> set[str]:
    return {
        finding.at.path
        for finding in result.open_findings
        if finding.code == "DOC009" and finding.severity is Severity.ERROR
    }


@pytest.mark.slow
def test_a_record_whose_page_another_one_replaces_is_an_error(tmp_path: Path) -> None:
    random = Random(SEED)
    wrong = []
    for number in range(VARIANTS):
        name = "/".join(random.choices(["big", "small", "a.b", "b-c"], k=random.randrange(1, 4)))
        first, second = (random.choice([RECORD.format("agent"), RECORD.format("outcome"), PLAIN]) for _ in range(2))
        urls = random.random() < 0.7
        ending = random.choice([".md", ".markdown"])
        below = random.choice([f"{name}/index.md", f"{name}/README.md", f"{name}/index.markdown", f"{name}/page.md"])
        files = {"people.md": PEOPLE, "index.md": PLAIN, f"{name}{ending}": first, below: second}
        extra = f"use_directory_urls: {str(urls).lower()}\n"
        root = write(tmp_path / str(number), files, config(extra=extra))
        collides = urls and not below.endswith("page.md")
        expected = {f"docs/{name}{ending}"} if collides and first != PLAIN else set()
        result = _result(root)
        if _errors(result) != expected:
            wrong.append(f"{files}: {_errors(result)} for {expected}")
        records = {record.path for record in result.graph.records}
        documents = {f"docs/{path}" for path, text in files.items() if text.startswith("---")}
        wrong += [f"{files}: not read"] * (records != documents)
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:5])


@pytest.mark.host
def test_mkdocs_publishes_the_page_of_the_folder_last(tmp_path: Path) -> None:
    files = {"index.md": PLAIN, "people.md": PEOPLE, "big.md": "# Lost\n", "big/index.md": "# Kept\n"}
    root = write(tmp_path, files, config())
    run = build(root)
    assert run.returncode == 0, run.stderr
    assert "MkDocs overwrites the page of this file with big/index.md" in run.stderr
    assert ">Kept</h1>" in page(root, "big/index.html")


@pytest.mark.slow
def test_a_file_in_place_of_a_folder_of_the_site_is_an_error(tmp_path: Path) -> None:
    """The law, over files of every type: an error exactly where one destination lies below another."""
    random = Random(SEED)
    wrong = []
    red = 0
    for number in range(VARIANTS):
        urls = random.random() < 0.6
        name = random.choice(
            ["LICENSE", "bot", "a/bot", "v1.2", "a.b/c", "index", "a/README", "bot.html", "index.html"]
        )
        beside = random.choice(["{}", "{}.html", "{}.txt", "{}/logo.svg", "{}.html/x.png", "{}/sub.md", "x{}", ".{}"])
        page_path, other = f"{name}{random.choice(['.md', '.markdown'])}", beside.format(name)
        excluded = random.random() < 0.2
        files = {"index.md": PLAIN, "people.md": PEOPLE, page_path: random.choice([PLAIN, RECORD.format("agent")])}
        files[other] = PLAIN
        extra = f"use_directory_urls: {str(urls).lower()}\n" + f"exclude_docs: /{other}\n" * excluded
        root = write(tmp_path / str(number), files, config(extra=extra))
        places = {site_path(path, urls) for path in files if path != other or (not excluded and "/." not in f"/{path}")}
        above = {str(folder) for place in places for folder in PurePosixPath(place).parents}
        red += not places.isdisjoint(above)
        found = {
            site_path(finding.at.path.removeprefix("docs/"), urls)
            for finding in _result(root).open_findings
            if finding.code == "DOC009" and "in place of this file" in finding.message
        }
        if found != places & above:
            wrong.append(f"{extra}{list(files)}: {found} for {places & above}")
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:5])
    assert VARIANTS / 10 < red < VARIANTS / 2


@pytest.mark.host
@pytest.mark.parametrize("urls", ["true", "false"])
def test_a_file_in_place_of_a_folder_ends_no_build_where_it_is_no_error(tmp_path: Path, urls: str) -> None:
    block, below = ("bot", "bot.md") if urls == "true" else ("bot.md", "bot.html/page.md")
    plugins = "[docgraph: {rules: {DOC009: warning}, allow-empty: true}]"
    files = {"index.md": PLAIN, below: "# Kept\n", block: PLAIN}
    root = write(tmp_path, files, config(extra=f"use_directory_urls: {urls}\n", plugins=plugins))
    run = build(root)
    assert run.returncode == 0 and "in place of this file" in run.stderr, run.stderr
    assert ">Kept</h1>" in page(root, "bot/index.html" if urls == "true" else "bot.html/page.html")


def _settings(structure: str) -> str:
    languages = "[{locale: en, default: true}, {locale: de}, {locale: pt-BR}]"
    return config(plugins=f"[i18n: {{docs_structure: {structure}, languages: {languages}}}, docgraph]")


def _translated(random: Random) -> tuple[str, str, bool]:
    """A document, its translation, and whether the document holds all records of the translation."""
    kind = random.choice(["agent", "outcome", "runbook"])
    original = RECORD.format(kind)
    entries = "  - {id: a, owner: jane}\n", "  - {id: b, owner: jane}\n", "  - {id: z, owner: jane}\n"
    return random.choice(
        [
            (original, original.replace("Big", "Groß"), True),
            (original, PLAIN, True),
            (original, "---\ntitle: Groß\n---\n# A kind of bot\n", True),
            (original.replace("owner", "id: x\nowner"), original.replace("owner", "id: x\nowner"), True),
            (original, original.replace("title: Big", "title: Big: one"), True),
            (PLAIN, PLAIN, True),
            (LIST.format("".join(entries[:2])), LIST.format("".join(entries[:2])), True),
            (LIST.format("".join(entries[:2])), LIST.format(entries[1]), True),
            ("", PLAIN, True),
            ("", original, False),
            ("", original.replace("title: Big", "title: Big: one"), False),
            (PLAIN, original, False),
            (original, original.replace(kind, "decision"), False),
            (original, original.replace("owner", "id: other\nowner"), False),
            (LIST.format(entries[0]), LIST.format("".join(entries[:2])), False),
            (LIST.format(entries[0]), LIST.format(entries[2]), False),
        ]
    )


@pytest.mark.slow
def test_a_record_that_exists_only_in_another_language_is_an_error(tmp_path: Path) -> None:
    random = Random(SEED)
    wrong = []
    for number in range(VARIANTS):
        original, translation, is_repeated = _translated(random)
        structure, language = random.choice(["folder", "suffix"]), random.choice(["de", "pt-BR"])
        name = random.choice(["big", "o/big", "o/in/big"])
        if structure == "folder":
            mine, theirs, people = f"en/{name}.md", f"{language}/{name}.md", "en/people.md"
        else:
            mine, theirs, people = random.choice([f"{name}.md", f"{name}.en.md"]), f"{name}.{language}.md", "people.md"
        files = {people: PEOPLE, theirs: translation} | ({mine: original} if original else {})
        root = write(tmp_path / str(number), files, _settings(structure))
        expected = set() if is_repeated else {f"docs/{theirs}"}
        result = _result(root)
        if _errors(result) != expected:
            wrong.append(f"{files}: {_errors(result)} for {expected}")
    assert not wrong, f"{len(wrong)} of {VARIANTS}:\n" + "\n".join(wrong[:5])


def test_a_record_in_another_language_is_checked(tmp_path: Path) -> None:
    bot = "---\nkind: agent\n---\n# Bot\n"
    root = write(tmp_path, {"people.md": PEOPLE, "bot.de.md": bot}, _settings("suffix"))
    codes = {finding.code for finding in _result(root).open_findings if finding.at.path == "docs/bot.de.md"}
    assert {"DOC009", "OWN002"} <= codes
