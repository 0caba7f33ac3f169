"""The summary of a check describes files that look like documents of a known form, but are not read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docgraph.workspace import definition_sources
from tests.adopt.test_people_draft import put
from tests.conftest import Command

PERSON = "---\nkind: person\n---\n# Jane\n"
MADR = "# A\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* a\n* b\n"
ALERT = "# A\n\n## Meaning\n\nx\n\n## Impact\n\nx\n\n## Diagnosis\n\nx\n"
PLAIN = "# A\n"
ADRS = {"docs/adr/0001-a.md": MADR, "docs/adr/0002-b.md": MADR}
TOML = {"docgraph.toml": 'docs-dir = "docs"\n', "docs/people/jane.md": PERSON}
SITE = {"mkdocs.yml": "site_name: x\nplugins:\n  - docgraph:\n      fail-on: never\n", "docs/people/jane.md": PERSON}
LINE = (
    'not read: 2 pages like ADRs (MADR 4) in docs/adr/; add `"docs/adr/[0-9]*.md" = { like = "madr-4" }` '
    "below `[kinds]` in docgraph.toml, or `false` to leave them out"
)


def notes(docgraph: Command, root: Path, *arguments: str) -> list[str]:
    """The lines of the summary after the first one. The check must pass."""
    run = docgraph("check", *arguments, cwd=root)
    assert (run.returncode, run.stderr) == (0, ""), run.stdout
    lines = run.stdout.splitlines()
    first = next(number for number, line in enumerate(lines) if ", as of 2026-" in line)
    return lines[first + 1 :]


@pytest.mark.parametrize("arguments", [(), ("--format", "concise"), ("--statistics",), ("--format", "github")])
def test_pages_that_look_like_decisions_are_one_line_of_the_summary(
    tmp_path: Path, docgraph: Command, arguments: tuple[str, ...]
) -> None:
    assert notes(docgraph, put(tmp_path, {**TOML, **ADRS}), *arguments) == [LINE]


def test_other_formats_have_no_such_line(tmp_path: Path, docgraph: Command) -> None:
    run = docgraph("check", "--format", "json", cwd=put(tmp_path, {**TOML, **ADRS}))
    assert "not read" not in json.dumps(json.loads(run.stdout))


@pytest.mark.parametrize("value", ['{ like = "madr-4" }', "false"])
def test_the_setting_that_is_printed_ends_the_line(tmp_path: Path, docgraph: Command, value: str) -> None:
    settings = (
        f'{TOML["docgraph.toml"]}profile = "adopt"\nignore = ["DEC001"]\n[kinds]\n"docs/adr/[0-9]*.md" = {value}\n'
    )
    assert notes(docgraph, put(tmp_path, {**TOML, **ADRS, "docgraph.toml": settings})) == []


def test_the_setting_is_that_of_the_file_with_the_settings(tmp_path: Path, docgraph: Command) -> None:
    files = {**SITE, "docs/runbooks/a.md": PLAIN, "docs/runbooks/README.md": PLAIN}
    entry = '"docs/runbooks/*.md": "runbook"'
    assert notes(docgraph, put(tmp_path, files)) == [
        f"not read: 1 page like runbooks in docs/runbooks/; add `{entry}` and "
        '`"docs/runbooks/README.md": false` below `kinds` in mkdocs.yml, or `false` to leave them out'
    ]
    put(
        tmp_path,
        {"mkdocs.yml": f"{SITE['mkdocs.yml']}      kinds:\n        {entry}\n        docs/runbooks/README.md: false\n"},
    )
    assert notes(docgraph, tmp_path) == []


def test_a_folder_with_records_may_have_other_pages(tmp_path: Path, docgraph: Command) -> None:
    runbook = "---\nkind: runbook\nowner: jane\nversion: 1\n---\n# R\n"
    files = {**TOML, "docs/runbooks/a.md": PLAIN, "docs/runbooks/b.md": runbook}
    assert notes(docgraph, put(tmp_path, files), "--fail-on", "never") == []
    put(tmp_path, {"docs/runbooks/c.md": ALERT})
    (line,) = notes(docgraph, tmp_path, "--fail-on", "never")
    assert line.startswith('not read: 1 page like runbooks in docs/runbooks/; add `"docs/runbooks/*.md" = "runbook"`')


def test_a_page_with_a_finding_is_not_described_again(tmp_path: Path, docgraph: Command) -> None:
    files = {**TOML, "docs/adr/0001-a.md": f"---\nkind: decison\nowner: jane\n---\n{MADR}"}
    assert notes(docgraph, put(tmp_path, files), "--fail-on", "never") == []


def test_a_project_without_records_is_described_by_its_error(tmp_path: Path, docgraph: Command) -> None:
    run = docgraph("check", cwd=put(tmp_path, {"docgraph.toml": TOML["docgraph.toml"], **ADRS}))
    assert run.returncode == 2
    assert run.stderr.count("docs/adr/[0-9]*.md") == 1


def test_only_some_folders_are_described(tmp_path: Path, docgraph: Command) -> None:
    files = {f"docs/{name}/adr/{number:04}-a.md": MADR for name in "abcde" for number in range(ord(name) - 96)}
    lines = notes(docgraph, put(tmp_path, {**TOML, **files}))
    assert [line.partition(";")[0] for line in lines] == [
        "not read: 5 pages like ADRs (MADR 4) in docs/e/adr/",
        "not read: 4 pages like ADRs (MADR 4) in docs/d/adr/",
        "not read: 3 pages like ADRs (MADR 4) in docs/c/adr/",
        "not read: pages like these in 2 more folders",
    ]


def test_many_pages_beside_the_documents_are_counted(tmp_path: Path, docgraph: Command) -> None:
    files = {f"docs/alerts/a{number}.md": ALERT for number in range(3)}
    files |= {f"docs/alerts/x{number}.md": PLAIN for number in range(4)}
    (line,) = notes(docgraph, put(tmp_path, {**TOML, **files}))
    assert line.endswith(" and 2 more with `false` below `[kinds]` in docgraph.toml, or `false` to leave them out")


@pytest.mark.parametrize("folder", [".archive/adr", "docs/.archive/adr", ".github/adr"])
def test_files_in_hidden_folders_are_counted_if_some_look_like_documents(
    tmp_path: Path, docgraph: Command, folder: str
) -> None:
    put(tmp_path, {**TOML, ".github/PULL_REQUEST_TEMPLATE.md": PLAIN, ".notes/a.md": PLAIN})
    assert notes(docgraph, tmp_path) == []
    put(tmp_path, {f"{folder}/0001-a.md": MADR.replace("\n", "\r\n"), f"{folder}/0002-a.md": MADR})
    entry = f'"{folder}/[0-9]*.md" = {{ like = "madr-4" }}'
    assert notes(docgraph, tmp_path) == [
        f"not read: 4 Markdown files in hidden folders, 2 of them like ADRs (MADR 4) in {folder}/; add `{entry}` "
        "below `[kinds]` in docgraph.toml, or `false` to leave them out"
    ]
    settings = f'{TOML["docgraph.toml"]}fail-on = "never"\n[kinds]\n{entry}\n'
    assert notes(docgraph, put(tmp_path, {"docgraph.toml": settings})) == []
    assert "0001-a" in docgraph("check", "--format", "concise", cwd=tmp_path).stdout
    put(tmp_path, {"docgraph.toml": settings.replace('{ like = "madr-4" }', "false")})
    assert notes(docgraph, tmp_path) == []


@pytest.mark.parametrize("place", ["node_modules/.x", ".venv", ".git", "sub/.x"])
def test_folders_that_are_not_of_the_repository_are_left_out(tmp_path: Path, docgraph: Command, place: str) -> None:
    files = {
        f"{place}/0001-a.md": MADR,
        ".venv/pyvenv.cfg": "",
        "sub/.git/HEAD": "",
        ".gitignore": ".ignored/\n0009-*.md\n",
    }
    put(tmp_path, {**TOML, **files, ".ignored/0001-a.md": MADR, ".adr/0009-a.md": MADR})
    assert notes(docgraph, tmp_path) == []


def test_files_above_the_project_are_left_out(tmp_path: Path, docgraph: Command) -> None:
    put(tmp_path, {".git/HEAD": "", ".adr/0001-a.md": MADR, **{f"sub/{name}": text for name, text in TOML.items()}})
    assert notes(docgraph, tmp_path / "sub") == []


def test_many_hidden_files_above_the_project_do_not_hide_files_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(definition_sources, "_MOST_HIDDEN", 2)
    put(tmp_path, {".git/HEAD": "", **{f".a/{number}.md": PLAIN for number in range(9)}})
    put(tmp_path / "sub", {**TOML, ".adr/0001-a.md": MADR, ".adr/0002-a.md": MADR, ".adr/0003-a.md": MADR})
    found = definition_sources.definition_sources(tmp_path, tmp_path / "sub")
    assert [*found.hidden_pages] == [".adr/0001-a.md", ".adr/0002-a.md"]


def test_a_project_without_records_names_hidden_files(tmp_path: Path, docgraph: Command) -> None:
    run = docgraph(
        "check", cwd=put(tmp_path, {"docs/a.md": PLAIN, ".adr/0001-a.md": MADR, "docgraph.toml": "docs-dir='docs'"})
    )
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.splitlines()[1].startswith(
        "not read: 1 Markdown file in a hidden folder like ADRs (MADR 4) in .adr/; "
    )


def test_agent_definitions_are_left_to_their_rule(tmp_path: Path, docgraph: Command) -> None:
    put(tmp_path, {**TOML, ".claude/agents/0001-a.md": f"---\nname: a\ndescription: b\n---\n{MADR}"})
    run = docgraph("check", "--format", "concise", "--fail-on", "never", cwd=tmp_path)
    assert "SHD001" in run.stdout
    assert "not read" not in run.stdout


def test_a_cached_report_follows_the_pages_and_hidden_files(tmp_path: Path, docgraph: Command) -> None:
    put(tmp_path, {**TOML, "docs/adr/0001-a.md": PLAIN, ".adr/0001-a.md": PLAIN})
    cache = str(tmp_path.parent / f"{tmp_path.name}-cache")

    def lines() -> list[str]:
        return [line.partition(";")[0] for line in
                docgraph("check", cwd=tmp_path, DOCGRAPH_CACHE_DIR=cache).stdout.splitlines()[1:]]  # fmt: skip

    page = "not read: 1 page like ADRs (MADR 4) in docs/adr/"
    hidden = "not read: 1 Markdown file in a hidden folder like ADRs (MADR 4) in .adr/"
    assert lines() == lines() == []
    put(tmp_path, {"docs/adr/0001-a.md": MADR})
    assert lines() == lines() == [page]
    put(tmp_path, {".adr/0001-a.md": MADR})
    assert lines() == lines() == [page, hidden]
    put(tmp_path, {"docs/adr/0001-a.md": PLAIN})
    assert lines() == lines() == [hidden]
