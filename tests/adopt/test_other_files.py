"""Adopted files that are no Markdown pages of the docs folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.project import DAY, checked, project, record, reported
from tests.mkdocs.site import build, write

KEP = """\
# a proposal
title: Use a queue
status: implementable
creation-date: 2024-01-02
authors:
  - "@jdoe"
"""
KEPS = """\
[kinds."keps/**/kep.yaml"]
kind = "decision"
id = "{folder}"
keys = { authors = "owner", creation-date = "date" }
values = { status = { implementable = "accepted" } }
read = { owner = { strip = "@" } }
"""


@pytest.mark.parametrize("path", ["keps/12-queue/kep.yaml", "/keps/12-queue/kep.yaml"])
def test_a_yaml_file_is_a_record_without_a_body(tmp_path: Path, path: str) -> None:
    result = checked(tmp_path, KEPS, {path: KEP})
    kep = record(result, "decision:12-queue")
    assert (kep.title, kep.value("status"), str(kep.value("date"))) == ("Use a queue", "accepted", "2024-01-02")
    owner = result.graph.owner_of(kep)
    assert owner is not None and owner.id == "jane.doe"
    assert not kep.place.is_own_page


def test_findings_have_their_place_in_a_yaml_file(tmp_path: Path) -> None:
    text = KEP.replace("2024-01-02", "2024-01-32").replace("@jdoe", "jim.beam")
    result = checked(tmp_path, KEPS, {"/keps/a/kep.yaml": text})
    assert reported(result, "DOC007", "REF001") == ["keps/a/kep.yaml:4:16 DOC007", "keps/a/kep.yaml:6:5 REF001"]


@pytest.mark.parametrize("text", ["title: [a\n", "- a\n", "a: &x 1\n", "\tx: 1\n"])
def test_an_invalid_yaml_file_is_reported(tmp_path: Path, text: str) -> None:
    result = checked(tmp_path, KEPS, {"/keps/a/kep.yaml": text})
    assert [line.split(" ")[-1] for line in reported(result)] == ["DOC001"]


def test_a_binary_file_is_reported(tmp_path: Path) -> None:
    folder = project(tmp_path, KEPS, {"/keps/a/kep.yaml": "", "/keps/b/kep.yaml": KEP})
    (folder / "keps/a/kep.yaml").write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff")
    result = checked(folder, KEPS, {})
    [finding] = (finding for finding in result.findings if finding.code != "DEC005")
    assert str(finding.at) == "keps/a/kep.yaml:1:1"
    assert finding.help == "save the file as UTF-8, or set `keps/a/kep.yaml` to `false` under `kinds`"
    left = KEPS + '[kinds]\n"keps/a/kep.yaml" = false\n'
    assert reported(checked(folder, left, {}), "DOC009") == []


@pytest.mark.parametrize(
    ("path", "settings"),
    [("docs/x/a.md", '[kinds]\n"x/*.md" = "decision"\n'), ("r.csv", '[people]\nfrom = ["r.csv"]\n')],
)
def test_a_page_and_a_roster_are_not_left_alone_by_false(tmp_path: Path, path: str, settings: str) -> None:
    folder = project(tmp_path, settings, {f"/{path}": ""})
    (folder / path).write_bytes(b"\xff\xff\n")
    [finding] = checked(folder, settings, {}).findings
    assert (finding.at.path, finding.help) == (path, "save the file as UTF-8")


def test_a_yaml_file_may_have_several_records(tmp_path: Path) -> None:
    settings = '[kinds."adr/all.yaml"]\nkind = "decision"\nid = "{key:meta.name}"\nkeys = { meta = false }\n'
    text = "---\nmeta: {name: a}\nstatus: accepted\n---\n# none\n---\nmeta: {name: b}\nstatus: x\n"
    result = checked(tmp_path, settings, {"/adr/all.yaml": text})
    assert record(result, "decision:a").value("status") == "accepted"
    assert reported(result, "DOC007") == ["adr/all.yaml:8:9 DOC007"]


def test_an_invisible_character_is_reported_once_in_its_own_yaml_document(tmp_path: Path) -> None:
    settings = '[kinds."adr/all.yaml"]\nkind = "decision"\nid = "{key:name}"\nkeys = { name = false }\n'
    text = 'name: a\nwhy: "x\\u200by"\n---\nname: b\n---\nname: c\nwhy: x\u200by\n---\nname: d\n'
    result = checked(tmp_path, settings, {"adr/all.yaml": text})
    assert reported(result, "DOC014") == ["adr/all.yaml:2:8 DOC014", "adr/all.yaml:7:7 DOC014"]
    assert [finding.subject for finding in result.findings if finding.code == "DOC014"] == ["decision:a", "decision:c"]


@pytest.mark.parametrize(("path", "codes"), [("keps/a/kep.yaml", ["DOC014"]), ("/.keps/a.md", ["DOC014", "DOC012"])])
def test_mkdocs_reads_no_value_of_a_file_without_a_page(tmp_path: Path, path: str, codes: list[str]) -> None:
    lines = "title: no\nauthors: jane.doe\nwhy: x\u200by #2\n\n# More\n"
    text = lines if path.endswith(".yaml") else f"---\n{lines}---\n"
    result = checked(tmp_path, KEPS.replace("keps/**/kep.yaml", path.removeprefix("/")), {path: text})
    assert [line.split(" ")[-1] for line in reported(result, "DOC011", "DOC012", "DOC014")] == codes


def test_a_json_file_is_a_record(tmp_path: Path) -> None:
    text = '{\n\t"title": "Use a queue",\n\t"status": "accepted",\n\t"owner": "jane.doe",\n\t"date": "x"\n}\n'
    result = checked(tmp_path, '[kinds]\n"adr/*.json" = "decision"\n', {"adr/a.json": text})
    assert record(result, "decision:a").title == "Use a queue"
    assert reported(result, "DOC007") == ["adr/a.json:5:10 DOC007"]


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        (".github/adr/*.md", "/.github/adr/a.md"),
        (".github/adr/*.md", ".github/adr/a.md"),
        ("notes/adr/*.md", "/notes/adr/a.md"),
        ("notes/**", "/notes/adr/a.md"),
        ("adr/*.html.md.erb", "adr/a.html.md.erb"),
        ("adr/*.txt", "adr/a.txt"),
    ],
)
def test_a_file_that_is_no_page_is_read_if_a_pattern_names_its_folder(tmp_path: Path, pattern: str, path: str) -> None:
    text = "---\nstatus: accepted\n---\n# A decision\n\n**Owner:** jane.doe\n"
    result = checked(tmp_path, f'[kinds]\n"{pattern}" = "decision"\n', {path: text})
    found = record(result, "decision:a")
    assert (found.title, found.value("owner")) == ("A decision", ("jane.doe",))


@pytest.mark.parametrize("pattern", ["*.md", "**/*.md", "notes/**", "docs/**"])
def test_no_other_file_is_read(tmp_path: Path, pattern: str) -> None:
    files = {
        "/other/a.md": "# A\n",
        "/notes/.cache/a.md": "# A\n",
        "/notes/x.png": "",
        "/notes/node_modules/a.md": "# A\n",
    }
    result = checked(tmp_path, f'[kinds]\n"{pattern}" = "decision"\n', files)
    assert [found.ref for found in result.graph.records if found.kind == "decision"] == []


def test_no_file_outside_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "a.md").write_text("# Secret\n")
    folder = project(tmp_path / "p", '[kinds]\n"../secret/*.md" = "decision"\n"notes/*.md" = "decision"\n', {})
    (folder / "notes").symlink_to(tmp_path / "secret")
    (folder / "docs" / "x").mkdir()
    result = checked(folder, '[kinds]\n"../secret/*.md" = "decision"\n"notes/*.md" = "decision"\n', {})
    assert [found.kind for found in result.graph.records] == ["person", "person"]


def test_the_cache_knows_the_settings_and_the_file(tmp_path: Path) -> None:
    files = {"adr/a.md": "---\nstate: accepted\ndate: 2024-01-02\nowner: jane.doe\noptions: x\nwhy: y\n---\n# A\n"}
    cache = Cache(tmp_path / "cache")

    def status(settings: str) -> object:
        given = project_at(layout_of(project(tmp_path / "p", settings, files)), DAY, reader=CachingReader(cache))
        [found] = [
            made
            for document in given.reader(given.sources, given.settings)
            for made in document.records
            if made.kind == "decision"
        ]
        return found.value("status"), found.place.adopted, found.place.their_keys, found.place.unmapped

    adr = '[kinds]\n"adr/*.md" = "decision"\n'
    mapped = f'keys.state = "status"\n{adr}'
    first = status(mapped)
    assert first == ("accepted", "adr/*.md", {"status": "state"}, {})
    assert status(mapped) == first
    assert status(f"keys.state = false\n{adr}") == (None, "adr/*.md", {}, {})


def test_the_cache_knows_whether_a_file_is_a_page(tmp_path: Path) -> None:
    files = {"/adr/a.md": "---\nstatus: accepted\nowner: jane.doe\n---\n# A\n"}
    cache = Cache(tmp_path / "cache")

    def has_own_page(docs: str) -> list[bool]:
        settings = f'docs-dir = "{docs}"\n[kinds]\n"/adr/*.md" = "decision"\n'
        given = project_at(layout_of(project(tmp_path / "p", settings, files)), DAY, reader=CachingReader(cache))
        documents = given.reader(given.sources, given.settings)
        made = (made for document in documents for made in document.records)
        return [record.place.is_own_page for record in made if record.kind == "decision"]

    assert has_own_page("docs") == [False]
    assert has_own_page(".") == [True]
    assert has_own_page("docs") == [False]


@pytest.mark.host
def test_adopted_records_have_pages_panels_and_a_place_in_the_explorer(tmp_path: Path) -> None:
    plugin = """\
site_name: x
plugins:
  - search
  - docgraph:
      fail-on: never
      kinds:
        "adr/*.md": {like: madr-4}
        "keps/**/kep.yaml":
          kind: decision
          id: "{folder}"
          keys: {authors: owner, creation-date: date}
          values: {status: {implementable: accepted}}
          read: {owner: {strip: "@"}}
"""
    people = "---\nkind: people\npeople: [{id: jane.doe, title: Jane Doe, aliases: [jdoe]}]\n---\n"
    files = {"index.md": "# Home\n\n[[12-queue]]\n", "people.md": people}
    write(tmp_path, {**files, "adr/0001-a.md": "---\nstatus: accepted\nowner: jdoe\n---\n# Adopt all\n"}, plugin)
    (tmp_path / "keps/12-queue").mkdir(parents=True)
    (tmp_path / "keps/12-queue/kep.yaml").write_text(KEP)
    run = build(tmp_path)
    assert run.returncode == 0, run.stderr
    site = tmp_path / "site"
    assert "Jane Doe" in (site / "adr/0001-a/index.html").read_text()
    page = (site / "trace/decision/12-queue/index.html").read_text()
    assert "Use a queue" in page and "Jane Doe" in page
    assert "trace/decision/12-queue/" in (site / "index.html").read_text()
    assert "Use a queue" in (site / "search/search_index.json").read_text()
    assert "12-queue" in (site / "trace/explore/graph.js").read_text()
