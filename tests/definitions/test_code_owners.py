"""CODEOWNERS: where it is found, which line decides, and what cannot be known without the code host."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from docgraph.analysis.code_owners import deciding_lines
from docgraph.app import CheckResult
from docgraph.model.code_owners import CODE_OWNERS_PATHS, Dialect
from docgraph.model.location import Text
from docgraph.parse.people.code_owners import code_owners_in, read_code_owners
from tests.conftest import Command
from tests.definitions.in_project import checked_with, claude, found, packet
from tests.definitions.repository import write

BOT = claude("bot") | packet("bot")
PATH = ".claude/agents/bot.md"


def owners(result: CheckResult) -> list[str]:
    """The code owners of the agent, in the order of the file."""
    return [str(owner) for line in deciding_lines(result.graph)[PATH] for owner in line.owners]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("* @a\n.claude/ @b @org/t c@example.org\n*.py @d\n", ["@b", "@org/t", "c@example.org"]),
        (".claude/ @b\n* @a # all\n", ["@a"]),
        ("* @a\n.claude/\n", []),
        ("[One] @a\n.claude/\n[Two]\n*.md @b\n", ["@a", "@b"]),
        ("[One] @a\n.claude/ @c\n[Two] @b\n*.py\n", ["@c"]),
        ("* @x\n[One]\n* @a\n^[ONE][2]\n*.md @b\n", ["@x", "@b"]),
        ("[One]\n* @a\n!*.md\n*.md @b\n[Two]\n* @c\n", ["@c"]),
        ("@@@Devs @a @b\n* @@Devs @c\n", ["@a", "@b", "@c"]),
        ('@@@"Dev Ops" @a\n".claude/**" @@"Dev Ops" @"Jane Doe"\n', ["@a", "@Jane Doe"]),
        ("* @@maintainer\n", ["@maintainer"]),
    ],
)
def test_the_lines_that_decide(tmp_path: Path, text: str, expected: list[str]) -> None:
    assert owners(checked_with(tmp_path, BOT | {"CODEOWNERS": text})) == expected


@pytest.mark.parametrize("path", [".github/CODEOWNERS", ".bitbucket/CODEOWNERS"])
def test_only_gitlab_has_exclusions(tmp_path: Path, path: str) -> None:
    assert owners(checked_with(tmp_path, BOT | {path: "* @a\n!*.md @b\n"})) == ["@a"]


@pytest.mark.parametrize(
    ("path", "text", "dialect"),
    [
        (".github/CODEOWNERS", "[One]\n* @a", Dialect.GITHUB),
        (".gitlab/CODEOWNERS", "* @a", Dialect.GITLAB),
        (".bitbucket/CODEOWNERS", "* @a", Dialect.BITBUCKET),
        ("CODEOWNERS", "* @a", Dialect.GITHUB),
        ("docs/CODEOWNERS", "^[One][2] @a\n*", Dialect.GITLAB),
        ("CODEOWNERS", "!x\n* @a", Dialect.GITLAB),
        ("CODEOWNERS", "@@@Devs @a\n* @@Devs", Dialect.BITBUCKET),
    ],
)
def test_the_dialect_of_a_file(path: str, text: str, dialect: Dialect) -> None:
    assert code_owners_in(Text(path, text)).dialect is dialect


def test_the_first_place_counts(tmp_path: Path) -> None:
    for number in range(len(CODE_OWNERS_PATHS)):
        files = {path: f"* @at-{place}\n" for place, path in enumerate(CODE_OWNERS_PATHS) if place >= number}
        assert owners(checked_with(tmp_path / str(number), BOT | files)) == [f"@at-{number}"]


def test_a_file_of_a_project_in_a_folder_of_the_repository(tmp_path: Path) -> None:
    files = claude("bot") | {f"handbook/{path}": text for path, text in packet("bot").items()}
    result = checked_with(tmp_path, files | {".github/CODEOWNERS": "* @sam-lee\n"}, within="handbook")
    assert found(result, "COD") == ["../.claude/agents/bot.md:2 COD001"]


def test_a_link_out_of_the_repository_is_not_read(tmp_path: Path) -> None:
    write(tmp_path / "outside", {"CODEOWNERS": "* @sam-lee\n"})
    (tmp_path / "in").mkdir()
    os.symlink(tmp_path / "outside" / "CODEOWNERS", tmp_path / "in" / "CODEOWNERS")
    assert checked_with(tmp_path / "in", BOT).graph.code_owners is None


def test_without_definitions_or_a_scan_the_file_is_not_read(tmp_path: Path) -> None:
    files = {"CODEOWNERS": "* @stranger\n"}
    assert checked_with(tmp_path / "none", files).graph.code_owners is None
    assert checked_with(tmp_path / "off", BOT | files, "scan = false").graph.code_owners is None


@pytest.mark.parametrize(
    ("line", "codes"),
    [
        ("* @jane-doe", []),
        ("* jane.doe@example.org", []),
        ("* @sam-lee", ["COD001"]),
        ("* @org/ops", ["COD001"]),
        ("* @org/dev", []),
        ("* @org/other @sam-lee", []),
        ("* @stranger", ["COD002"]),
        ("* stranger@example.org @sam-lee", ["COD002"]),
        ("[One]\n* @stranger", []),
        ("[One]\n* stranger@example.org", ["COD002"]),
        ("*.py @jane-doe", ["COD003"]),
    ],
)
def test_each_cause_is_one_finding(tmp_path: Path, line: str, codes: list[str]) -> None:
    teams = {f"docs/{name}.md": f"---\nkind: team\nmembers: {who}\n---\n" for name, who in TEAMS.items()}
    result = checked_with(tmp_path, BOT | teams | {"CODEOWNERS": f"{line}\n"})
    assert [text.split()[1] for text in found(result, "COD")] == codes


TEAMS = {"ops": "sam.lee", "dev": "[sam.lee, jane.doe]"}


def test_a_handle_that_fits_two_people_is_unknown(tmp_path: Path) -> None:
    people = "---\nkind: people\npeople: [{id: jane.doe}, {id: sam.lee, aliases: [Jane--Doe]}]\n---\n"
    result = checked_with(tmp_path, BOT | {"docs/people.md": people, "CODEOWNERS": "* @JaneDoe\n"})
    assert [text.split()[1] for text in found(result, "COD")] == ["COD002"]


def test_a_team_may_have_its_name_with_the_organization(tmp_path: Path) -> None:
    team = {"docs/ops.md": "---\nkind: team\nmembers: sam.lee\naliases: [org/platform]\n---\n"}
    result = checked_with(tmp_path, BOT | team | {"CODEOWNERS": "* @org/platform\n"})
    assert [text.split()[1] for text in found(result, "COD")] == ["COD001"]


def test_a_project_without_people_has_no_unknown_code_owner(tmp_path: Path) -> None:
    result = checked_with(tmp_path, claude("bot") | {"CODEOWNERS": "* @stranger\n", "docs/people.md": "# People\n"})
    assert not found(result, "COD")


def test_a_handle_of_a_second_dialect_is_a_name_of_a_person(tmp_path: Path) -> None:
    text = Text("CODEOWNERS", '@@@Devs @"Jane Doe"\n"a b/*" @@Devs @x\n')
    assert (read_code_owners(text).handles, read_code_owners(text).problems) == (("Jane Doe", "x"), ())


def test_a_change_of_the_file_changes_a_cached_report(tmp_path: Path, docgraph: Command) -> None:
    write(tmp_path, {"cache/.keep": ""})
    checked_with(tmp_path / "p", BOT | {"CODEOWNERS": "* @jane-doe\n"})
    reports = []
    for text in ("* @jane-doe\n", "* @jane-doe\n", "* @sam-lee\n"):
        write(tmp_path / "p", {"CODEOWNERS": text})
        reports.append(docgraph("check", cwd=tmp_path / "p", DOCGRAPH_CACHE_DIR=str(tmp_path / "cache")).stdout)
    assert "COD001" not in reports[0]
    assert reports[0] == reports[1]
    assert "COD001" in reports[2]
