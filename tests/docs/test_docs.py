"""Pages are correct: their commands and recipes run, and their links lead somewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown.extensions.toc import slugify
from markdown_it import MarkdownIt
from scripts.bench_.readme import summary

from docgraph.cli.main import docgraph as command
from docgraph.kinds import KINDS
from docgraph.model.settings import Settings
from docgraph.rules import RULES
from tests.conftest import ROOT
from tests.corpus import result_of
from tests.docs.story import Story, blocks, files

CONTENT = ROOT / "content"
PAGES = [*(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")), *sorted(CONTENT.rglob("*.md"))]
STORIES = [page for page in PAGES if any(block.language == "console" for block in blocks(page))]
_CODE = re.compile(r"\b[A-Z]{3}\d{3}\b")


def _name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.host
@pytest.mark.parametrize("page", STORIES, ids=_name)
def test_commands_print_what_the_page_shows(page: Path, tmp_path: Path) -> None:
    Story(page, tmp_path).follow()


def test_the_readme_and_the_first_five_minutes_are_followed() -> None:
    assert {ROOT / "README.md", CONTENT / "guide/first-five-minutes.md"} <= set(STORIES)


@pytest.mark.slow
def test_python_recipes_run_and_print_what_is_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    assert _recipes(CONTENT / "guide/python.md", capsys) >= 4


@pytest.mark.slow
def test_recipes_for_exports_read_the_output_of_the_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for form in ("graphml", "csv"):
        arguments = ["export", str(CONTENT), "--format", form, "--output", str(tmp_path)]
        command.main(arguments, standalone_mode=False)
    monkeypatch.chdir(tmp_path)
    assert _recipes(CONTENT / "reference/export.md", capsys) == 2


def _recipes(page: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Run the Python of a page, compare what it prints with the text below, and return how many recipes ran."""
    names: dict[str, object] = {}
    ran, printed = 0, ""
    for block in blocks(page):
        if block.language == "python":
            exec(compile("\n" * block.line + block.content, str(page), "exec"), names)
            ran, printed = ran + 1, capsys.readouterr().out
        elif block.language == "text":
            assert printed == block.content, f"{_name(page)}:{block.line}: the recipe above printed\n{printed}"
    return ran


def test_the_example_of_every_kind_has_no_finding() -> None:
    documents = files(CONTENT / "guide/writing-each-kind.md")
    result = result_of(documents)
    reported = [f"{finding.at}: {finding.code}: {finding.message}" for finding in result.findings]
    assert reported == []
    assert {record.kind for record in result.graph.records} == {kind.kind for kind in KINDS}
    assert result.pages == 0, "a block with a title that is no document"


def test_every_rule_named_on_a_page_exists() -> None:
    known = {rule.code for rule in RULES}
    pages = [page for page in PAGES if page.name != "CONTRIBUTING.md"]  # its example is a rule that does not exist yet
    named = {(code, _name(page)) for page in pages for code in _CODE.findall(page.read_text(encoding="utf-8"))}
    assert sorted((code, page) for code, page in named if code not in known) == []


def test_every_command_and_option_is_on_the_page_of_commands() -> None:
    text = (CONTENT / "reference/commands.md").read_text(encoding="utf-8")
    for name, subcommand in command.commands.items():
        assert f"## `docgraph {name}`" in text
        options = (option for parameter in subcommand.params for option in parameter.opts)
        for option in (option for option in options if option.startswith("--")):
            assert f"`{option}" in text, f"`docgraph {name}` takes {option}"


def test_the_speed_in_the_readme_is_that_of_the_measurements() -> None:
    measurements = (CONTENT / "project/measurements.md").read_text(encoding="utf-8")
    table = summary(measurements)
    assert f"<!-- speed -->\n{table}\n<!-- /speed -->" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert table.count(" ms | ") + table.count(" s | ") >= 6


def test_settings_that_the_guide_shows_exist() -> None:
    known = {field.replace("_", "-") for field in Settings.model_fields}
    text = (CONTENT / "guide/site.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `([a-z-]+)` \|", text, re.MULTILINE))
    assert named and named <= known


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for href in _links(page):
        path = unquote(href.partition("#")[0])
        target = posixpath.normpath(posixpath.join(page.parent.as_posix(), path))
        inside = posixpath.relpath(target, CONTENT.as_posix())
        made = inside.startswith("trace/")
        assert made or Path(target).is_file(), f"{_name(page)}: {href}"


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_links_to_a_heading_name_one_that_exists(page: Path) -> None:
    for href in _links(page, anchors=True):
        path, _, anchor = href.partition("#")
        target = page.parent / unquote(path) if path else page
        if anchor and target.is_file():
            assert anchor in _anchors(target), f"{_name(page)}: {href}"


@cache
def _anchors(page: Path) -> set[str]:
    tokens = MarkdownIt().parse(page.read_text(encoding="utf-8"))
    titles = (after for before, after in pairwise(tokens) if before.type == "heading_open")
    return {slugify("".join(child.content for child in title.children or ()), "-") for title in titles}


def _links(page: Path, *, anchors: bool = False) -> Iterator[str]:
    for token in MarkdownIt().enable("table").parse(page.read_text(encoding="utf-8")):
        for child in token.children or ():
            href = str(child.attrs.get("href", ""))
            path, _, anchor = href.partition("#")
            if "://" not in href and (path.endswith(".md") or (anchors and anchor and not path)):
                yield href
