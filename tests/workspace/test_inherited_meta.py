"""Values that pages inherit from `.meta.yml`: used as in MkDocs, and reported in that file."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from random import Random
from types import SimpleNamespace

import pytest
from material.plugins.meta.plugin import MetaPlugin  # type: ignore[import-untyped]
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from docgraph.app import check
from docgraph.app.autofix import apply_fixes
from docgraph.app.run_check import CheckResult
from docgraph.cli.check_request import CheckRequest
from docgraph.model.finding import Finding, Severity
from docgraph.report import ReportContext
from docgraph.report.text import text
from docgraph.workspace.cache import store as kept
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.mkdocs.site import FILES as SITE
from tests.mkdocs.site import build, config, page, write

DAY = date(2026, 11, 21)
OUTCOME = (
    "---\nkind: outcome\nbackup: sam\ndue: 2027-01-01\nsuccess-criteria: [it is live]\nif-wrong: jane\n---\n# {}\n"
)
FILES = {
    "index.md": "# Home\n",
    "people.md": "---\nkind: people\npeople:\n  - {id: jane}\n  - {id: sam}\n---\n# People\n",
    "core.md": "---\nkind: team\nlead: jane\nmembers: [jane, sam]\n---\n# Core\n",
    **{f"o/x{number}.md": OUTCOME.format(f"Outcome {number}") for number in range(3)},
}
PLUGINS = "[meta, docgraph: {as-of: 2026-11-21}]"
BROKEN = {
    "tags:\n  - a\nowner: @jane\n": (3, 8, "DOC001", "a value cannot start with `@`"),
    "owner: jane\nowner: sam\n": (2, 1, "DOC001", "duplicate key `owner`"),
    "tags:\n\t- a\n": (2, 1, "DOC001", "this line is indented with a tab"),
    "title: a: b\n": (1, 9, "DOC001", "unquoted value contains `:`"),
    "owner: !ENV X\n": (1, 8, "DOC001", "tags (`!ENV`) are not allowed"),
    "- a\n": (1, 1, "DOC001", "the front matter is not a map of keys to values"),
    "---\nowner: jane\n---\n": (3, 1, "DOC001", "a second YAML document starts here"),
    "owner: jane\nx: a\0\n": (2, 5, "DOC009", "NUL characters are not allowed"),
    "[" * 200_000: (1, 33, "DOC001", "values are nested deeper than 32"),
}


def project(root: Path, meta: str, files: dict[str, str] = FILES, plugins: str = PLUGINS) -> Path:
    return write(root, {**files, "o/.meta.yml": meta}, config("material", plugins=plugins))


def result(root: Path) -> CheckResult:
    return check(project_at(layout_of(root)))


def findings(root: Path) -> tuple[Finding, ...]:
    return result(root).open_findings


@pytest.mark.parametrize(
    ("meta", "code", "line", "column"),
    [
        ("tags:\n  - a\nowner: core\n", "OWN003", 3, 8),
        ("# who\nowner: bob\n", "REF001", 2, 8),
        ("owner: everyone\n", "OWN012", 1, 8),
        ("owner: {owner}\n", "DOC006", 1, 8),
        ("owner:\n  - jane\n  - sam\n", "OWN007", 2, 3),
        ("owner: jane, bob\n", "REF001", 1, 14),
        ("owner: jane\nreviewed: soon\n", "DOC007", 2, 11),
        ("\nOwner: jane\n", "DOC004", 2, 1),
        ("a: &x bob\nowner: *x\n", "REF001", 2, 8),
    ],
)
def test_a_fault_is_one_finding_where_it_is_inherited_from_with_the_number_of_heirs(
    tmp_path: Path, meta: str, code: str, line: int, column: int
) -> None:
    checked = result(project(tmp_path, meta))
    here = [finding for finding in checked.open_findings if finding.code == code and finding.key != ("a",)]
    assert [finding.at for finding in here] == [("docs/o/.meta.yml", line, column)]
    assert here[0].inherited_by == tuple(f"docs/o/x{number}.md" for number in range(3))
    assert here[0].message.endswith(" (inherited by 3 documents)")
    assert not here[0].subject
    assert len({finding.fingerprint for finding in checked.open_findings}) == len(checked.open_findings)
    output = text(ReportContext(checked.graph, checked.findings, checked.documents, checked.pages))
    caret = f"\n     | {' ' * (column - 1)}^" if column > 1 else ""
    assert f"{line:>4} | {meta.splitlines()[line - 1]}{caret}\n" in output
    assert " in 5 documents, as of" in output, "the file is no document"


def test_a_line_above_changes_the_place_and_no_fingerprint(tmp_path: Path) -> None:
    before = findings(project(tmp_path, "owner: core\n"))
    after = findings(project(tmp_path, "# who holds these\n\nowner: core\n"))
    assert [finding.at.line for finding in before] == [1]
    assert [finding.at.line for finding in after] == [3]
    assert [finding.fingerprint for finding in before] == [finding.fingerprint for finding in after]


def test_the_nearest_file_that_gives_a_key_is_named_and_the_pages_own_word_wins(tmp_path: Path) -> None:
    files = {
        **FILES,
        ".meta.yml": "owner: nobody-above\ntags: [a]\n",
        "o/in/.meta.yml": "# nearest\nowner: bob\ntags: [b]\n",
        "o/in/deep.md": OUTCOME.format("Deep"),
        "o/in/own.md": OUTCOME.format("Own").replace("kind: outcome\n", "kind: outcome\nowner: rob\ntags: [c]\n"),
    }
    checked = result(project(tmp_path, "tags: [d]\n", files))
    unresolved = [finding for finding in checked.open_findings if finding.code == "REF001"]
    places = {
        path: str(finding.at) for finding in unresolved for path in finding.inherited_by or (finding.document_path,)
    }
    assert places["docs/o/in/deep.md"] == "docs/o/in/.meta.yml:2:8"
    assert places["docs/o/in/own.md"] == "docs/o/in/own.md:3:8"
    assert places["docs/o/x0.md"] == "docs/.meta.yml:1:8"
    own = checked.graph.get("outcome:own")
    assert own is not None and own.value("tags") == ("c", "b", "d", "a")
    assert [str(own.at("tags", number)) for number in range(4)] == [
        "docs/o/in/own.md:4:8",
        "docs/o/in/.meta.yml:3:8",
        "docs/o/.meta.yml:1:8",
        "docs/.meta.yml:2:8",
    ]


def test_missing_values_are_reported_in_the_page_even_if_its_kind_is_inherited(tmp_path: Path) -> None:
    files = {**FILES, **{f"o/x{number}.md": "# X\n" for number in range(2)}}
    del files["o/x2.md"]
    checked = findings(project(tmp_path, "kind: outcome\n", files))
    assert {(finding.code, str(finding.at)) for finding in checked if finding.code == "OWN001"} == {
        ("OWN001", "docs/o/x0.md:1:1"),
        ("OWN001", "docs/o/x1.md:1:1"),
    }


def test_a_fault_without_a_subject_is_reported_once(tmp_path: Path) -> None:
    files = {**FILES, **{f"o/x{number}.md": "# X\n" for number in range(3)}}
    [finding] = findings(project(tmp_path, "kind: outcom\n", files))
    assert (finding.code, finding.at) == ("DOC002", ("docs/o/.meta.yml", 1, 7))


@pytest.mark.parametrize(
    "meta",
    [
        "reviewed: 2026-1-2\nowner: jane\n",
        "Owner: jane\n",
        "owner: jane\nwaivers: [{code: OWN005}]\n",
        "kind: outcom\n",
    ],
)
def test_values_in_another_file_get_no_fix(tmp_path: Path, meta: str) -> None:
    root = project(tmp_path, meta)
    done = apply_fixes(project_at(layout_of(root)))
    assert [
        finding for finding in done.result.open_findings if finding.at.path.endswith(".meta.yml") and finding.fix
    ] == []
    assert done.changed == ()


def test_a_waiver_is_not_inherited_and_reported_in_its_own_file(tmp_path: Path) -> None:
    waiver = "waivers:\n  - {code: OWN003, reason: until March, owner: jane, until: 2027-03-01}\n"
    checked = result(project(tmp_path, f"owner: core\n{waiver}"))
    assert [finding.code for finding in checked.findings if finding.waived] == []
    assert [finding.code for finding in checked.open_findings if finding.code[:3] == "OWN"] == ["OWN003"]
    [left] = [finding for finding in checked.open_findings if finding.code == "DOC004"]
    assert (str(left.at), left.help) == ("docs/o/.meta.yml:2:1", "move it to the document of the record")
    own = OUTCOME.format("X").replace("if-wrong: jane\n", f"if-wrong: jane\nbackup: sam\nowner: core\n{waiver}")
    files = {**FILES, "o/x0.md": own.replace("backup: sam\n", "", 1)}
    checked = result(project(tmp_path / "own", "tags: [a]\n", files))
    assert not [
        finding.code
        for finding in checked.findings
        if finding.waived is None and finding.document == "docs/o/x0.md" and finding.code == "OWN003"
    ]


@pytest.mark.parametrize("pattern", ["o/x1.md", "docs/o/x1.md", "o/.meta.yml"])
def test_severities_by_path_know_the_document_and_the_file_it_inherits_from(tmp_path: Path, pattern: str) -> None:
    plugins = f"[meta, docgraph: {{as-of: 2026-11-21, paths: {{{pattern}: {{OWN003: off}}}}}}]"
    checked = findings(project(tmp_path, "owner: core\n", plugins=plugins))
    left = [] if "meta" in pattern else [("docs/o/x0.md", "docs/o/x2.md")]
    assert [finding.inherited_by for finding in checked if finding.code == "OWN003"] == left
    # an owner who is no human is an error as long as any rule reports it
    assert checked


@pytest.mark.parametrize("meta", BROKEN, ids=range(len(BROKEN)))
def test_one_fault_in_a_file_for_a_folder_is_one_finding(tmp_path: Path, meta: str) -> None:
    checked = result(project(tmp_path, meta))
    [finding] = checked.open_findings
    line, column, code, message = BROKEN[meta]
    assert (finding.at, finding.code) == (("docs/o/.meta.yml", line, column), code)
    assert finding.message == f"{message} (inherited by 3 documents)"
    output = text(ReportContext(checked.graph, checked.findings, checked.documents, checked.pages))
    assert f"{line:>4} | " in output


@pytest.mark.parametrize("content", ["owner: jane\n".encode("utf-16"), b"owner: \xff\n"], ids=["utf-16", "latin-1"])
def test_a_file_for_a_folder_that_is_no_text_is_one_finding(tmp_path: Path, content: bytes) -> None:
    (project(tmp_path, "") / "docs/o/.meta.yml").write_bytes(content)
    assert [(finding.code, finding.at.path) for finding in findings(tmp_path)] == [("DOC009", "docs/o/.meta.yml")]


def test_a_broken_meta_file_is_reported_like_a_broken_document(tmp_path: Path) -> None:
    document = OUTCOME.format("X").replace("kind: outcome", "kind: outcome\nowner: @jane")
    [below] = findings(project(tmp_path / "a", "owner: @jane\n"))
    files = {**FILES, "o/x0.md": document, "o/x1.md": "# A\n", "o/x2.md": "# B\n"}
    [inside] = findings(project(tmp_path / "b", "{}\n", files))
    assert below.message == f"{inside.message} (inherited by 3 documents)"
    assert (below.code, below.help) == (inside.code, inside.help)


def test_what_names_a_record_may_stand_below_a_broken_file(tmp_path: Path) -> None:
    root = write(tmp_path, SITE, config("material", plugins=PLUGINS))
    before = {finding.code for finding in findings(root)}
    (root / "docs/raci/.meta.yml").write_text("a: b: c\n", encoding="utf-8")
    assert {finding.code for finding in findings(root)} <= before | {"DOC001"}
    (root / "docs/raci/.meta.yml").unlink()
    (root / "docs/raci/triage-raci.md").unlink()
    assert "AGT008" in {finding.code for finding in findings(root)}


def test_a_broken_meta_file_of_pages_without_records_is_reported(tmp_path: Path) -> None:
    root = project(tmp_path, "owner: jane\n", {**FILES, "plain/.meta.yml": "a: b: c\n", "plain/page.md": "# Page\n"})
    assert [str(finding.at) for finding in findings(root)] == ["docs/plain/.meta.yml:1:5"]
    (root / "docs/plain/page.md").unlink()
    assert [str(finding.at) for finding in findings(root)] == ["docs/plain/.meta.yml:1:5"]


@pytest.mark.parametrize(
    ("target", "message"),
    [("../../outside.yml", "this link leads out of the docs folder"), ("gone.yml", "which does not exist")],
)
def test_a_link_to_a_file_for_a_folder_is_followed_inside_the_docs_folder_only(
    tmp_path: Path, target: str, message: str
) -> None:
    root = project(tmp_path, "owner: jane\n")
    (root / "docs/o/.meta.yml").rename(root / "docs/o/own.yml")
    (root / "outside.yml").write_text("owner: jane\n", encoding="utf-8")
    os.symlink("own.yml", root / "docs/o/.meta.yml")
    assert findings(root) == ()
    (root / "docs/o/.meta.yml").unlink()
    os.symlink(target, root / "docs/o/.meta.yml")
    [finding] = findings(root)
    assert (finding.code, finding.at.path) == ("DOC009", "docs/o/.meta.yml")
    assert finding.message == f"{finding.message.partition(message)[0]}{message} (inherited by 3 documents)"


@pytest.mark.parametrize(("enabled", "lacking"), [("true", 0), ("false", 3)])
def test_a_disabled_plugin_inherits_no_values(tmp_path: Path, enabled: str, lacking: int) -> None:
    plugins = f"[{{meta: {{enabled: {enabled}}}}}, docgraph: {{as-of: 2026-11-21}}]"
    checked = findings(project(tmp_path, "owner: jane\n", plugins=plugins))
    assert [finding.code for finding in checked] == ["OWN001"] * lacking


@pytest.mark.host
@pytest.mark.parametrize(("enabled", "lacking"), [("true", 0), ("false", 3)])
def test_a_build_knows_that_the_plugin_is_switched_off(tmp_path: Path, enabled: str, lacking: int) -> None:
    plugins = f"[{{meta: {{enabled: {enabled}}}}}, docgraph: {{as-of: 2026-11-21}}]"
    run = build(project(tmp_path, "owner: jane\n", plugins=plugins))
    assert (run.returncode, run.stderr.count("error[OWN001]")) == (bool(lacking), lacking)


@pytest.mark.host
def test_a_build_names_the_file_and_takes_what_the_host_takes(tmp_path: Path) -> None:
    run = build(project(tmp_path, "x-a: &x core\nowner: *x\n"))
    assert run.returncode == 1
    assert run.stderr.count("docs/o/.meta.yml:2:8: error[OWN003]") == 1
    run = build(project(tmp_path, "x-a: &x jane\nowner: *x\n"))
    assert run.returncode == 0, run.stderr
    assert "person/jane" in page(tmp_path, "o/x0/index.html")


def test_what_is_kept_of_heirs_is_the_same_and_follows_every_edit_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(kept.FOLDER, str(tmp_path / "kept"))
    root = tmp_path / "project"
    for meta in (
        "owner: jane\n",
        "owner: core\n",
        "#ab\nowner: core\n",
        "#a\n\nowner: core\n",
        "owner: @x\n",
        "",
        "owner: core # a\n",
        "owner: core # b\n",
    ):
        project(root, meta)
        uncached = CheckRequest(str(root), as_of=DAY, cached=False).run().text
        for forgotten in ("", "", "answer"):
            for file in (tmp_path / "kept").rglob(f"{forgotten}*") if forgotten else ():
                file.unlink()
            assert CheckRequest(str(root), as_of=DAY).run().text == uncached, meta


@pytest.mark.parametrize("header", ["title: Big bot: pays refunds", "owner: @jane", "tags: [", "owner: a\nowner: b"])
@pytest.mark.parametrize(
    ("meta", "is_record"),
    [
        ("kind: agent\n", True),
        ("kind: Agents\n", True),
        ("kind: agnet\n", True),
        ("kind: Component\n", False),
        ("tags: [x]\n", False),
    ],
)
def test_unreadable_front_matter_is_an_error_where_the_kind_is_inherited(
    tmp_path: Path, header: str, meta: str, is_record: bool
) -> None:
    files = {**FILES, **{f"o/x{number}.md": "# X\n" for number in range(3)}}
    root = project(tmp_path, meta, {**files, "o/deep/big.md": f"---\n{header}\n---\n# Big bot\n"})
    answer = result(root)
    [finding] = [finding for finding in answer.open_findings if finding.code == "DOC001"]
    assert (finding.at.path, finding.severity is Severity.ERROR) == ("docs/o/deep/big.md", is_record)
    assert ("docs/o/deep/big.md" in answer.graph.unparsed_paths) is is_record


@pytest.mark.slow
def test_a_file_gives_to_every_page_whose_path_begins_with_its_folder(tmp_path: Path) -> None:
    """Compared with Material's own plugin, over folders and pages that are put together at random."""
    random = Random(20261202)
    names = ["bot", "bots", "bo", "b", "bot-old", "bot.x", "Bot", "o"]
    differ, given = [], 0
    for number in range(40):
        folders = {"/".join(random.choices(names, k=random.randrange(1, 4))) for _ in range(5)}
        pages = {
            f"{'/'.join(random.choices(names, k=random.randrange(3)))}/p{page}.md".lstrip("/") for page in range(8)
        }
        pages |= {f"{folder}{random.choice(['', '-a', 's'])}.md" for folder in sorted(folders)}
        files = {f"{folder}/.meta.yml": f"m: {folder}\n" for folder in folders} | dict.fromkeys(pages, "# P\n")
        root = write(tmp_path / str(number), files, config("material", plugins=PLUGINS))
        sources = {source.path: source for source in project_at(layout_of(root)).sources}
        for path in pages:
            theirs = _given_by_material(path, folders)
            ours = [
                source_file.path.removeprefix("docs/").removesuffix("/.meta.yml")
                for source_file in sources[f"docs/{path}"].inherited
            ]
            given += len(theirs)
            differ += [f"{path}: {ours} for {theirs}"] * (ours != theirs)
    assert given > 300
    assert not differ, f"{len(differ)}:\n" + "\n".join(differ[:10])


def _given_by_material(page: str, folders: set[str]) -> list[str]:
    """The folders whose files Material's plugin merges into a page, in its order."""
    plugin = MetaPlugin()
    plugin.load_config({})
    # MkDocs sorts the folders that it walks through
    plugin.meta = {f"{folder}/.meta.yml": {"m": [folder]} for folder in sorted(folders, key=lambda one: one.split("/"))}
    host_page = SimpleNamespace(file=SimpleNamespace(src_path=page), meta={})
    plugin.on_page_markdown("", page=host_page, config=MkDocsConfig(), files=Files([]))
    return [str(folder) for folder in host_page.meta.get("m", [])]


def test_a_kind_from_a_folder_with_a_shorter_name_makes_records(tmp_path: Path) -> None:
    files = {"index.md": "# Home\n", "bot/.meta.yml": "kind: agent\n", "bots/big.md": "# Big\n", "bot.md": "# Bot\n"}
    checked = findings(write(tmp_path, files, config("material", plugins=PLUGINS)))
    assert {finding.at.path for finding in checked if finding.code == "OWN002"} == {"docs/bots/big.md", "docs/bot.md"}
