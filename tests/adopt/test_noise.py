"""Many documents that were written for another tool give few findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from docgraph.app import apply_fixes
from docgraph.app.run_check import Project
from docgraph.report import FORMATS, ReportContext
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.project import DAY, checked, project, reported
from tests.conftest import Command

ADR = '[kinds]\n"adr/*.md" = "decision"\n"old/*.md" = "decision"\n'
TEXT = """\
---
status: accepted
date: 2024-01-02
area: core
decision-makers: [Jo Day, jane.doe]
---
# Decision {}
"""


def many(count: int, text: str = TEXT) -> dict[str, str]:
    return {f"adr/{number:04}.md": text.format(number) for number in range(count)}


def test_an_unknown_key_and_an_unknown_name_are_one_finding_for_each_pattern(tmp_path: Path) -> None:
    result = checked(tmp_path, ADR, {**many(5), "old/a.md": TEXT, "old/b.md": TEXT})
    assert reported(result, "DOC004") == ["adr/0000.md:4:1 DOC004", "old/a.md:4:1 DOC004"]
    assert reported(result, "REF007") == ["adr/0000.md:5:19 REF007", "old/a.md:5:19 REF007"]
    key, name = (next(found for found in result.findings if found.code == code) for code in ("DOC004", "REF007"))
    assert key.message == "unknown key `area` for kind `decision` (5 files)"
    assert key.help == 'add `"area" = false` below `[keys]` in docgraph.toml, or our key in place of `false`'
    assert [str(place.at) for place in key.related] == ["docs/adr/0001.md:4:1", "docs/adr/0002.md:4:1"]
    assert name.message == "no person, role or agent with id `Jo Day` (5 files)"


def test_a_merged_finding_keeps_its_fingerprint_when_files_come_and_go(tmp_path: Path) -> None:
    first = checked(tmp_path / "a", ADR, many(5))
    second = checked(tmp_path / "b", ADR, {path: text for path, text in many(9).items() if not path.endswith("0.md")})
    prints = [{found.fingerprint for found in result.findings if found.code == "DOC004"} for result in (first, second)]
    assert prints[0] == prints[1]


def test_an_alias_is_not_reported_in_an_adopted_file(tmp_path: Path) -> None:
    text = "---\nstatus: accepted\ndate: 2024-01-02\nowner: Jane Doe\n---\n# A\n"
    result = checked(tmp_path, ADR, {"adr/a.md": text, "own.md": text.replace("---\n", "---\nkind: decision\n", 1)})
    assert reported(result, "REF004") == ["own.md:5:8 REF004"]


RUNBOOK = "---\nowner: jane.doe\nreviewed: 2026-11-01\nreview-every: 1 year\n---\n# Restart\n"


def test_a_runbook_need_cover_nothing_if_there_is_nothing_to_cover(tmp_path: Path) -> None:
    settings = '[kinds]\n"runbooks/*.md" = "runbook"\n'
    assert reported(checked(tmp_path / "a", settings, {"runbooks/r.md": RUNBOOK}), "RUN002") == []
    agent = {"bot.md": "---\nkind: agent\n---\n", "runbooks/r.md": RUNBOOK}
    assert reported(checked(tmp_path / "b", settings, agent), "RUN002") == ["runbooks/r.md:2:1 RUN002"]


@pytest.mark.parametrize("name", ["jane.doe", "@jdoe", "Jane Doe"])
def test_the_fix_for_an_absent_owner_names_the_key_that_has_it(tmp_path: Path, name: str) -> None:
    text = f"---\nstatus: accepted\ndate: 2024-01-02\narea: core\nauthor: '{name}'\n---\n# A\n"
    [finding] = [found for found in checked(tmp_path, ADR, {"adr/a.md": text}).findings if found.code == "DEC001"]
    assert finding.help == "map `author` to `owner` under `keys` in the settings, or add `owner: <person or role id>`"


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("jane.doe", "map `author` to `owner` under `keys` in the settings, or add `owner: <person or role id>`"),
        ("mapper", "name one of the decision-makers as owner, such as `owner: sam.lee`"),
    ],
)
def test_a_decision_maker_is_suggested_as_owner_unless_a_key_has_the_owner(
    tmp_path: Path, author: str, expected: str
) -> None:
    text = f"---\nstatus: accepted\ndate: 2024-01-02\nauthor: {author}\ndecision-makers: [sam.lee]\n---\n# A\n"
    [finding] = [found for found in checked(tmp_path, ADR, {"adr/a.md": text}).findings if found.code == "DEC001"]
    assert finding.help == expected


def report(folder: Path, form: str, count: int) -> str:
    result = checked(folder, ADR, many(count))
    return FORMATS[form](ReportContext(result.graph, result.findings, result.documents, result.pages))


def test_the_first_report_about_300_decisions_is_short(tmp_path: Path) -> None:
    lines = report(tmp_path, "text", 300).splitlines()
    assert len(lines) <= 40
    assert "  and 297 more: docgraph check --select DEC001 --format concise" in lines
    assert lines[3:6] == [
        "docs/adr/0000.md:2:1: error[DEC001]: decision `0000` has no owner",
        "  ::: docs/adr/0001.md:2:1",
        "  ::: docs/adr/0002.md:2:1",
    ]
    assert lines[-1].startswith("301 errors and 302 warnings in 301 documents")


def test_ten_findings_of_a_rule_are_all_printed(tmp_path: Path) -> None:
    assert "more: docgraph check" not in report(tmp_path, "text", 10)


@pytest.mark.parametrize("form", ["concise", "json", "github"])
def test_other_formats_have_all_findings(tmp_path: Path, form: str) -> None:
    assert report(tmp_path, form, 40).count("has no owner") >= 40


def fixable(folder: Path, *, named: bool) -> list[str]:
    """The paths that fixes change in a project with a misspelling in an adopted and in another document."""
    text = "---\n{}status: acepted\ndate: 2024-01-02\nowner: jane.doe\n---\n# A\n"
    files = {"adr/a.md": text.format(""), "own.md": text.format("kind: decision\n")}
    given: Project = project_at(layout_of(project(folder, ADR, files)), DAY)
    return [source.path for source in apply_fixes(replace(given, fixes_adopted=named)).changed]


def test_fixes_leave_adopted_files_alone_unless_they_are_named(tmp_path: Path) -> None:
    assert fixable(tmp_path / "a", named=False) == ["docs/own.md"]
    assert fixable(tmp_path / "b", named=True) == ["docs/adr/a.md", "docs/own.md"]


def test_the_command_fixes_adopted_files_only_below_a_path(tmp_path: Path, docgraph: Command) -> None:
    text = "---\nstatus: acepted\ndate: 2024-01-02\nowner: jane.doe\n---\n# A\n"
    file = project(tmp_path, ADR, {"adr/a.md": text}) / "docs/adr/a.md"
    docgraph("check", "--fix", cwd=tmp_path)
    assert file.read_text() == text
    docgraph("check", "docs", "--fix", cwd=tmp_path)
    assert file.read_text() == text.replace("acepted", "accepted")
