"""Bad input gives one finding with file, line, column and the edit; other files are read, and no code runs."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from docgraph.app import CheckResult, check
from docgraph.model.finding import Finding, Severity
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.workspace.bad_input import BAD, GOOD, Bad


def checked(root: Path, files: dict[str, bytes]) -> CheckResult:
    docs = root / "docs"
    docs.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (docs / name).write_bytes(content)
    (root / "docgraph.toml").write_text("", encoding="utf-8")
    return check(project_at(layout_of(root), date(2026, 11, 21)))


def errors(result: CheckResult) -> list[Finding]:
    """The findings that the issue speaks of: completeness and style are other rules' business."""
    return [finding for finding in result.open_findings if finding.severity is Severity.ERROR]


def test_the_good_files_are_clean(tmp_path: Path) -> None:
    assert not errors(checked(tmp_path, GOOD))


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_file_gives_one_finding_with_its_place_and_edit(tmp_path: Path, bad: Bad) -> None:
    result = checked(tmp_path, {**GOOD, f"bad-{bad.name}.md": bad.content})
    [finding] = [
        finding
        for finding in result.open_findings
        if finding.at.path.endswith(f"bad-{bad.name}.md")
        and finding.severity is not Severity.INFO
        and not finding.code.startswith(("AGT", "OUT0", "RUN"))
    ]
    assert (finding.code, finding.at.line, finding.at.column) == (bad.code, bad.line, bad.column)
    assert bad.edit in finding.help
    assert result.documents >= len(GOOD)


def test_all_bad_files_together_give_one_finding_each(tmp_path: Path) -> None:
    files = dict(GOOD)
    for bad in BAD:
        content = bad.content.replace(b"id: o\n", f"id: o-{bad.name}\n".encode())
        content = content.replace(b"id: a\n", f"id: a-{bad.name}\n".encode()).replace(
            b"id: r\n", f"id: r-{bad.name}\n".encode()
        )
        files[f"bad-{bad.name}.md"] = content
    found = Counter(finding.at.path for finding in errors(checked(tmp_path, files)))
    assert not [path for path, count in found.items() if count > 1]


@pytest.mark.parametrize("key", ["Kind", "KIND", "knid"])
def test_a_misspelled_key_kind_is_reported_as_an_error(tmp_path: Path, key: str) -> None:
    result = checked(tmp_path, {**GOOD, "o.md": f"---\n{key}: outcome\nowner: nobody-known\n---\n".encode()})
    [finding] = errors(result)
    assert (finding.code, finding.at.line, finding.help) == ("DOC004", 2, "write `kind: outcome`")


def test_a_plural_kind_without_its_list_is_reported(tmp_path: Path) -> None:
    [finding] = errors(checked(tmp_path, {**GOOD, "p.md": b"---\nkind: people\n---\n"}))
    assert (finding.code, finding.at.line) == ("DOC003", 2)


@pytest.mark.parametrize(
    ("name", "content", "severity"),
    [
        ("fast.MD", b"---\nkind: team\nmembers: [jane]\n---\n", Severity.ERROR),
        ("notes.Markdown", b"# Notes\n", Severity.WARNING),
    ],
)
def test_a_file_that_mkdocs_builds_no_page_from_is_reported(
    tmp_path: Path, name: str, content: bytes, severity: Severity
) -> None:
    result = checked(tmp_path, {**GOOD, name: content})
    [finding] = [finding for finding in result.open_findings if finding.at.path == f"docs/{name}"]
    stem, ending = name.split(".")
    assert (finding.code, finding.severity) == ("DOC009", severity)
    assert finding.message == f"MkDocs does not build a page from a file that ends in `.{ending}`"
    assert finding.help == f"rename it to `{stem}.{ending.lower()}`"


def test_a_file_name_that_is_not_utf8_is_reported_and_other_files_are_read(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    with open(bytes(docs) + b"/o\xff.md", "wb") as file:
        file.write(b"---\nkind: outcome\n---\n")
    result = checked(tmp_path, GOOD)
    [finding] = errors(result)
    assert (finding.code, finding.at.path) == ("DOC009", "docs/o\\xff.md")
    assert result.documents == len(GOOD)


def test_a_readme_that_mkdocs_leaves_out_is_reported(tmp_path: Path) -> None:
    result = checked(tmp_path, {**GOOD, "README.md": GOOD["jane.md"], "index.md": b"# Home\n"})
    assert [finding.at.path for finding in result.open_findings if finding.code == "DOC009"] == ["docs/README.md"]


def test_a_file_that_a_link_leads_to_counts_once_where_it_lies(tmp_path: Path) -> None:
    checked(tmp_path, GOOD)
    docs = tmp_path / "docs"
    (docs / "a-link.md").symlink_to("jane.md")
    (docs / "teams").mkdir()
    (docs / "teams" / "red.md").write_bytes(b"---\nkind: team\n---\n")
    (docs / "all-teams").symlink_to("teams")
    (docs / ".hidden").mkdir()
    (docs / ".hidden" / "x.md").write_bytes(b"---\nkind: team\n---\n")
    for name in ("b1.md", "b2.md"):
        (docs / name).symlink_to(".hidden/x.md")
    paths = [source.path for source in project_at(layout_of(tmp_path), date(2026, 11, 21)).sources]
    assert paths == sorted(f"docs/{name}" for name in (*GOOD, "teams/red.md", "b1.md"))


def test_a_broken_symbolic_link_is_reported_with_its_target(tmp_path: Path) -> None:
    checked(tmp_path, GOOD)
    (tmp_path / "docs" / "a.md").symlink_to("gone/a.md")
    [finding] = checked(tmp_path, {}).open_findings[:1]
    assert (finding.code, finding.message) == ("DOC009", "this link leads to `gone/a.md`, which does not exist")
