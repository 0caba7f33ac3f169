"""Many documents that were written for another tool give few findings."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from docgraph.app import CheckResult, apply_fixes, check
from docgraph.app.baseline import Terms, accept_findings, without_resolved
from docgraph.app.run_check import Project
from docgraph.model.finding import Finding
from docgraph.report import FORMATS, ReportContext
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.madr_2_documents import madr_2_documents
from tests.adopt.project import DAY, checked, project, reported
from tests.conftest import Command

ADR = '[kinds]\n"adr/*.md" = "decision"\n"old/*.md" = "decision"\n'
MADR_2 = '[kinds]\n"adr/*.md" = { like = "madr-2" }\n'
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


def test_a_runbook_is_unused_only_if_there_is_an_agent_or_outcome(tmp_path: Path) -> None:
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


@pytest.mark.slow
def test_the_first_report_about_300_decisions_is_short(tmp_path: Path) -> None:
    lines = report(tmp_path, "text", 300).splitlines()
    assert len(lines) <= 40
    places = "docs/adr/0001.md:2:1, docs/adr/0002.md:2:1 and 297 more"
    assert f"  ::: {places}: docgraph check --select DEC001 --format concise" in lines
    assert lines[3] == "docs/adr/0000.md:2:1: error[DEC001]: decision `0000` has no owner"
    assert lines[-1].startswith("300 errors and 303 warnings in 301 documents")


def test_few_findings_are_all_printed(tmp_path: Path) -> None:
    text = report(tmp_path, "text", 4)
    assert "more: docgraph check" not in text
    assert text.count("has no owner") == 4
    assert "   4 | area: core" in text


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("with_people", [True, False])
def test_the_first_report_about_decisions_of_many_hands_is_short(tmp_path: Path, seed: int, with_people: bool) -> None:
    files = madr_2_documents(300, seed)
    result = checked(tmp_path, MADR_2, files if with_people else {**files, "people.md": ""})
    context = ReportContext(result.graph, result.findings, result.documents, result.pages)
    assert len(FORMATS["text"](context).splitlines()) <= 40
    shown = FORMATS["concise"](context).splitlines()
    assert len(shown) == len(result.findings) + 1
    assert len(json.loads(FORMATS["json"](context))["findings"]) == len(result.findings)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_settings_in_the_fixes_read_all_values_that_they_list(tmp_path: Path, seed: int) -> None:
    files = madr_2_documents(120, seed)
    status, dates = (invalid(checked(tmp_path / "a", MADR_2, files), key) for key in ("status", "date"))
    words = dict.fromkeys(re.findall(r'`("[^`]*") = "<status>"`', status.help), "rejected")
    mapped = "\n".join(f'{value} = "{word}"' for value, word in words.items())
    [entry] = re.findall(r"`(dates = [^`]*)`", dates.help)
    settings = f"{MADR_2}[values.status]\n{mapped}\n[read.date]\n{entry}\n"
    assert reported(checked(tmp_path / "b", settings, files), "DOC007") == []
    counts = [int(count) for count in re.findall(r"` \((\d+)\)", status.message)]
    assert counts == sorted(counts, reverse=True)
    assert status.message.endswith(f" ({sum(counts)} files)")


def invalid(result: CheckResult, key: str) -> Finding:
    [finding] = [found for found in result.findings if found.code == "DOC007" and found.key == (key,)]
    return finding


def test_dates_that_two_forms_read_differently_are_not_guessed(tmp_path: Path) -> None:
    days = ["13/2/2024", "2/14/2024", "3/2/2024", "2024.1.2"]
    files = {f"adr/{n}.md": f"# A\n\n* Date: {day}\n" for n, day in enumerate(days)}
    finding = invalid(checked(tmp_path, MADR_2, files), "date")
    entry = 'add `dates = ["YYYY.M.D"]` below `[read.date]` in docgraph.toml'
    assert finding.help == f"{entry}; write other dates as YYYY-MM-DD"
    values = "`13/2/2024` (1), `2/14/2024` (1), `3/2/2024` (1), `2024.1.2` (1)"
    assert set(finding.message.partition(": ")[2].partition(";")[0].split(", ")) == set(values.split(", "))


def test_a_baseline_accepts_each_of_the_merged_values(tmp_path: Path) -> None:
    files = {
        f"adr/{n}.md": f"# A\n\n* Status: {word}\n* Date: 2024-01-02\n" for n, word in enumerate(["on", "off", "on"])
    }
    given = project_at(layout_of(project(tmp_path, MADR_2, files)), DAY)
    baseline = accept_findings(given, Terms("jane.doe", DAY), "DOC007").baseline
    assert len(baseline.entries) == 2
    files |= {"adr/7.md": "# A\n\n* Status: maybe\n", "adr/8.md": "# A\n\n* Status: On\n"}
    after = replace(project_at(layout_of(project(tmp_path, MADR_2, files)), DAY), baseline=baseline)
    assert [found.target for found in check(after).open_findings if found.code == "DOC007"] == ["maybe"]
    assert without_resolved(after).baseline == baseline
    del files["adr/1.md"]
    (tmp_path / "docs/adr/1.md").unlink()
    left = replace(project_at(layout_of(tmp_path), DAY), baseline=baseline)
    assert len(without_resolved(left).baseline.entries) == 1


def test_the_fix_of_an_unknown_name_keeps_the_name(tmp_path: Path) -> None:
    files = {"adr/a.md": "# A\n\n* Deciders: Jo Day\n"}
    [finding] = [found for found in checked(tmp_path, MADR_2, files).findings if found.code == "REF007"]
    assert finding.help.startswith("add a document with `kind: person`, `role` or `agent`, and `title: Jo Day`")
    files["jo.md"] = "---\nkind: person\ntitle: Jo Day\n---\n"
    assert reported(checked(tmp_path, MADR_2, files), "REF007") == []


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
