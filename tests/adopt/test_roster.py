"""People from a CSV roster: what each column means, and how a fault in a row is reported."""

from __future__ import annotations

import csv
import io
import random
import subprocess
import sys
from pathlib import Path

import pytest

from docgraph.app import CheckResult, check
from docgraph.model.limits import RECORDS, ROSTER_COLUMNS
from docgraph.model.settings_error import SettingsError
from docgraph.parse.people.csv_rows import csv_rows
from docgraph.workspace.cache.document_cache import CachingReader
from docgraph.workspace.cache.store import Cache
from docgraph.workspace.config_file import layout_of
from docgraph.workspace.load_project import project_at
from tests.adopt.project import DAY, checked, project, record, reported
from tests.conftest import ENVIRONMENT, Command

SETTINGS = '[people]\nfrom = ["roster.csv"]\n'
HEADER = "id,title,email,joined,left,team\n"
ADA = "ada.nowak,Ada Nowak,ada@example.org,2020-01-02,,\n"
DECISION = "---\nkind: decision\nstatus: accepted\ndate: 2024-01-02\nwhy: x\noptions: [a, b]\nowner: {}\n---\n# D\n"


def of(folder: Path, roster: str, settings: str = SETTINGS, **files: str) -> CheckResult:
    """The result of a check with a roster beside the docs folder."""
    documents = {f"{name}.md": text for name, text in files.items()}
    return checked(folder, settings, {"/roster.csv": roster, **documents})


def faults(result: CheckResult) -> list[str]:
    return [f"{finding.at}: {finding.code}: {finding.message}" for finding in result.findings]


def test_each_row_is_a_person_with_a_place(tmp_path: Path) -> None:
    team = "---\nkind: team\n---\n# Platform\n"
    result = of(tmp_path, HEADER + ADA + 'li,"Li, An",,,2026-01-31,Platform\n', platform=team)
    ada, li = record(result, "person:ada.nowak"), record(result, "person:li")
    assert (ada.title, ada.aliases, ada.value("contact")) == ("Ada Nowak", ("ada@example.org",), "ada@example.org")
    assert (str(ada.value("joined")), li.title, str(li.value("left"))) == ("2020-01-02", "Li, An", "2026-01-31")
    assert (str(ada.at("id")), str(ada.at("joined")), str(li.at("left"))) == (
        "roster.csv:2:1", "roster.csv:2:37", "roster.csv:3:15"
    )  # fmt: skip
    assert ("person:li", "team:platform") in [(edge.source.ref, edge.target.ref) for edge in result.graph.edges]
    assert not ada.place.is_own_page
    assert faults(result) == []


def test_rules_see_people_of_a_roster_like_any_other(tmp_path: Path) -> None:
    agent = "---\nkind: agent\npurpose: x\nowner: li\n---\n# A\n"
    result = of(tmp_path, f"{HEADER}li,An Li,,,2026-01-31,\n", a=agent)
    [finding] = [finding for finding in result.findings if finding.code == "OWN004"]
    assert "li" in finding.message
    assert [str(place.at) for place in finding.related] == ["roster.csv:2:12"]


@pytest.mark.parametrize("owner", ["ada.nowak", "Ada Nowak", "ada@example.org"])
def test_a_person_of_a_roster_is_found_by_id_name_and_address(tmp_path: Path, owner: str) -> None:
    result = of(tmp_path, HEADER + ADA, d=DECISION.format(owner))
    decision = record(result, "decision:d")
    assert result.graph.owner_of(decision) is record(result, "person:ada.nowak")


@pytest.mark.parametrize(
    "roster",
    [
        f"\ufeff{HEADER}{ADA}",
        (HEADER + ADA).replace("\n", "\r\n"),
        (HEADER + ADA).replace("\n", "\r"),
        HEADER.upper() + ADA,
        HEADER.replace("email", "E-Mail") + ADA,
        HEADER.replace(",", " , ") + ADA.replace(",", " ,  "),
        'id,"title","email",joined,left,team\n' + ADA.replace("Ada Nowak", '"Ada Nowak"'),
        f"\n,,\n{HEADER}\n{ADA},,,,,\n",
    ],
)
def test_spellings_of_a_roster(tmp_path: Path, roster: str) -> None:
    result = of(tmp_path, roster)
    ada = record(result, "person:ada.nowak")
    assert (ada.title, ada.value("contact"), str(ada.value("joined"))) == (
        "Ada Nowak", "ada@example.org", "2020-01-02"
    )  # fmt: skip
    assert faults(result) == []


def test_a_channel_is_a_contact_and_no_name(tmp_path: Path) -> None:
    result = of(tmp_path, "id,email,contact\na,a@example.org,#imports\nb,#imports,\n")
    ada, bo = record(result, "person:a"), record(result, "person:b")
    assert (ada.value("contact"), ada.aliases) == ("#imports", ("a@example.org",))
    assert (bo.value("contact"), bo.aliases) == ("#imports", ())


def test_ids_are_made_from_names_if_there_are_none(tmp_path: Path) -> None:
    result = of(tmp_path, "Title\nAda Nowak\nJosé Díaz\n")
    assert record(result, "person:jose-diaz").title == "José Díaz"
    assert record(result, "person:ada-nowak").aliases == ()


def test_an_invalid_id_becomes_one_and_stays_an_alias(tmp_path: Path) -> None:
    result = of(tmp_path, 'id,title,aliases\nAda Nowak 7,Ada,"an, a\'n"\n')
    assert record(result, "person:ada-nowak-7").aliases == ("an", "a'n", "Ada Nowak 7")


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ('"Nowak, Ada; an"', ("Nowak, Ada", "an")),
        ('"Nowak, Ada;"', ("Nowak, Ada",)),
        ("; an ;;", ("an",)),
        ('"an, adan"', ("an", "adan")),
    ],
)
def test_semicolons_separate_names_that_contain_a_comma(tmp_path: Path, cell: str, names: tuple[str, ...]) -> None:
    result = of(tmp_path, f"id,title,aliases\nada,Ada Nowak,{cell}\n", d=DECISION.format("ada"))
    assert record(result, "person:ada").aliases == names
    assert faults(result) == []


def test_columns_of_a_team_itself_are_kept(tmp_path: Path) -> None:
    result = of(tmp_path, "id,X-Badge,x-Cost Centre\nada,12,\n")
    assert record(result, "person:ada").extra == {"x-badge": "12"}
    assert faults(result) == []


@pytest.mark.parametrize(
    ("roster", "expected"),
    [
        ("wer\nAda\n", ["roster.csv:1:1: DOC003: this roster has no column `id` or `title`"]),
        ("", ["roster.csv:1:1: DOC003: this roster has no column `id` or `title`"]),
        ("id,title\n,Ada\n", ["roster.csv:2:1: DOC003: `id` of this row is empty"]),
        ("id,title\n?,Ada\n", ["roster.csv:2:1: DOC003: `?` is not an id"]),
        ("id,joined\na,2026-13-01\n", ["roster.csv:2:3: DOC007: `2026-13-01` is not a valid date: no such day"]),
        ("id,title\na,B\nA,C\n", ["roster.csv:3:1: DOC005: person id `A` is already used (ids ignore case)"]),
        ("title\nA B\na b\n", ["roster.csv:3:1: DOC005: person id `a-b` is already used"]),
        ("id,title\na,Jo\nb,jo\n", [
            "roster.csv:3:3: DOC005: `jo` is the name of two people, so it resolves to neither"
        ]),
        ("id,titel\na,B\n", ["roster.csv:1:4: DOC004: unknown column `titel` in a roster; did you mean `title`?"]),
        ("id,Cost centre\na,B\nb,C\n", ["roster.csv:1:4: DOC004: unknown column `Cost centre` in a roster"]),
        ("id,ID\na,b\n", ["roster.csv:1:4: DOC005: `ID` and `id` are the same column"]),
        ("id,title\na,B,C\n", ["roster.csv:2:5: DOC003: this row has 3 cells, but the roster has 2 columns"]),
        ('id,title\na,"B\nb,C\n', ["roster.csv:2:3: DOC003: the quote of this cell is not closed"]),
        ("id,team\na,Platform\n", ["roster.csv:2:3: REF001: no team with id `Platform`"]),
        ("id,joined,left\na,2024-01-02,2023-01-02\n", [
            "roster.csv:2:14: DOC007: `left: 2023-01-02` is before `joined: 2024-01-02`"
        ]),
    ],
)  # fmt: skip
def test_a_fault_is_one_finding_at_its_cell(tmp_path: Path, roster: str, expected: list[str]) -> None:
    result = of(tmp_path, roster)
    assert faults(result) == expected
    assert all(finding.help and finding.fix is None for finding in result.findings)


def test_a_file_that_is_not_text_is_one_finding(tmp_path: Path) -> None:
    folder = project(tmp_path, SETTINGS, {})
    (folder / "roster.csv").write_bytes(b"PK\x03\x04\xff\xfe,id")
    result = check(project_at(layout_of(folder), DAY))
    assert reported(result) == ["roster.csv:1:5 DOC009"]
    assert result.pages == 0


def test_an_unknown_column_is_mapped_by_the_settings_that_its_fix_shows(tmp_path: Path) -> None:
    roster = "id,Full Name,Cost centre,Start,mail address\na,Ada,7,02/01/2020,a@example.org\n"
    result = of(tmp_path, roster)
    helps = {finding.help.split("` below")[0].partition("add `")[2] for finding in result.findings}
    assert helps == {
        '"Full Name" = "title"', '"Cost centre" = false', '"Start" = "joined"', '"mail address" = false'
    }  # fmt: skip
    mapped = f"""\
keys = {{ "Full Name" = "title", "Cost centre" = false, "Start" = "joined", "mail address" = "contact" }}
read = {{ joined = {{ dates = ["DD/MM/YYYY"] }} }}
{SETTINGS}"""
    result = of(tmp_path, roster, mapped)
    ada = record(result, "person:a")
    assert (ada.title, str(ada.value("joined")), ada.aliases) == ("Ada", "2020-01-02", ("a@example.org",))
    assert faults(result) == []


def test_a_roster_without_names_is_one_finding(tmp_path: Path) -> None:
    [finding] = of(tmp_path, "Name,Phone 2\nAda,1\n").findings
    assert finding.message == "this roster has no column `id` or `title`"
    assert finding.help == 'add `"Name" = "title"` below `[keys]` in docgraph.toml'
    [finding] = of(tmp_path, "Ada;ada@example.org\n").findings
    assert finding.help == "write the names of the columns into its first row, with commas between them"


def test_references_to_a_row_that_cannot_be_read_are_not_reported(tmp_path: Path) -> None:
    result = of(tmp_path, "id,title\n,Ada Nowak\n", d=DECISION.format("Ada Nowak"))
    assert reported(result, "REF001", "OWN001", "DEC001") == []


def test_a_roster_beyond_the_limit_is_reported(tmp_path: Path) -> None:
    rows = "".join(f"p{number}\n" for number in range(RECORDS + 1))
    result = of(tmp_path, f"id\n{rows}")
    assert reported(result) == [f"roster.csv:{RECORDS + 2}:1 DOC016"]


def test_a_roster_with_too_many_columns_is_one_finding(tmp_path: Path) -> None:
    columns = [f"End date {number}" for number in range(20_000)]
    result = of(tmp_path, f"id,{','.join(columns)}\nada,{','.join('2026-01-31' for _ in columns)}\n")
    [finding] = result.findings
    assert (finding.code, finding.at.line) == ("DOC016", 1)
    assert finding.message == f"a roster with more than {ROSTER_COLUMNS} columns is not read"


def test_a_roster_is_read_from_the_cache(tmp_path: Path) -> None:
    folder = project(tmp_path, SETTINGS, {"/roster.csv": HEADER + ADA, "d.md": DECISION.format("ada.nowak")})
    results = []
    for _ in range(2):
        given = project_at(layout_of(folder), DAY, reader=CachingReader(Cache(tmp_path / "cache")))
        results.append(check(given))
    first, second = (record(result, "person:ada.nowak") for result in results)
    assert second.model_dump() == first.model_dump()
    assert second.place.text.body_start == first.place.text.body_start
    assert second.at("joined") == first.at("joined")
    (folder / "roster.csv").write_text(HEADER + ADA.replace("2020", "2021"))
    changed = check(project_at(layout_of(folder), DAY, reader=CachingReader(Cache(tmp_path / "cache"))))
    assert str(record(changed, "person:ada.nowak").value("joined")) == "2021-01-02"


# which files are read


@pytest.mark.parametrize("pattern", ["hr/*.csv", "hr/a.csv", "**/a.csv", "./hr/a.csv", "*/a.csv"])
def test_patterns_of_rosters(tmp_path: Path, pattern: str) -> None:
    result = checked(tmp_path, f'[people]\nfrom = ["{pattern}"]\n', {"/hr/a.csv": HEADER + ADA})
    assert str(record(result, "person:ada.nowak").at("id")) == "hr/a.csv:2:1"


def test_a_file_is_read_once(tmp_path: Path) -> None:
    result = checked(tmp_path, '[people]\nfrom = ["*.csv", "roster.csv"]\n', {"/roster.csv": HEADER + ADA})
    assert faults(result) == []


def test_a_pattern_without_files_is_a_warning_at_its_line(tmp_path: Path) -> None:
    result = checked(tmp_path, '[people]\nfrom = [\n  "roster.csv",\n  "hr/*.csv",\n]\n', {"/roster.csv": HEADER})
    [finding] = result.findings
    assert (str(finding.at), str(finding.severity)) == ("docgraph.toml:4:3", "warning")
    assert finding.message == "`people` names `hr/*.csv`, but there is no such file"


def test_files_outside_the_repository_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "outside.csv").write_text(HEADER + ADA)
    folder = project(tmp_path / "repository", '[people]\nfrom = ["../outside.csv", "linked.csv", "docs.csv"]\n', {})
    (folder / "linked.csv").symlink_to(tmp_path / "outside.csv")
    (folder / "docs.csv").mkdir()
    result = check(project_at(layout_of(folder), DAY))
    assert faults(result) == [
        "../outside.csv:1:1: DOC009: this file is outside the repository",
        "docs.csv:1:1: DOC009: this is not a file",
        "linked.csv:1:1: DOC009: this file is outside the repository",
    ]


def test_a_file_above_the_project_is_read_if_it_is_in_the_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "roster.csv").write_text(HEADER + ADA)
    result = checked(tmp_path / "site", '[people]\nfrom = "../roster.csv"\n', {})
    assert str(record(result, "person:ada.nowak").at("id")) == "../roster.csv:2:1"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('form = ["a.csv"]', "2:1: unknown key `form`; did you mean `from`?"),
        ("from = 3", "2:1: `from` must be a list of files, not `3`"),
        ('from = ["a.csv", ""]', "2:18: `` is not a path relative to the project; write one such as `roster.csv`"),
        ('from = ["/etc/a.csv"]', "2:9: `/etc/a.csv` is not a path relative to the project"),
        (
            'from = ["people.xlsx"]',
            "2:9: `people.xlsx` is not a source of people; name a `.csv` or `.yaml` file, `CODEOWNERS` or",
        ),
    ],
)
def test_a_fault_in_the_setting_has_its_place_and_the_next_step(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(SettingsError) as refused:
        layout_of(project(tmp_path, f"[people]\n{line}\n", {}))
    assert str(refused.value).startswith(f"docgraph.toml:{message}")
    assert "\n" not in str(refused.value)


def test_the_setting_in_mkdocs_yml(tmp_path: Path, docgraph: Command) -> None:
    folder = project(tmp_path, "", {"/roster.csv": HEADER + ADA, "d.md": DECISION.format("ada.nowak")})
    (folder / "docgraph.toml").unlink()
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins:\n  - docgraph:\n      people: {from: [roster.csv]}\n")
    assert docgraph("check", cwd=folder).returncode == 0
    assert "Ada Nowak (ada.nowak) is active" in docgraph("who", "ada.nowak", cwd=folder).stdout
    (folder / "mkdocs.yml").write_text("site_name: x\nplugins:\n  - docgraph:\n      people: {from: [roster.tsv]}\n")
    refused = docgraph("check", cwd=folder)
    assert (refused.returncode, "mkdocs.yml:4:23: `roster.tsv`" in refused.stderr) == (2, True)


# the syntax of comma-separated values


def test_rows_equal_the_rows_of_the_standard_library() -> None:
    """Rows that the `csv` module writes come back with the cells it was given, and each cell at its offset."""
    chance = random.Random(20261130)
    for _ in range(3_000):
        rows = [
            ["".join(chance.choices('ab,"\n\r é', k=chance.randrange(6))) for _ in range(chance.randint(1, 4))]
            for _ in range(chance.randint(1, 4))
        ]
        shown = io.StringIO()
        writer = csv.writer(shown) if chance.random() < 0.5 else csv.writer(shown, quoting=csv.QUOTE_ALL)
        writer.writerows(rows)
        text = shown.getvalue()
        found = list(csv_rows(text))
        expected = [[cell.strip() for cell in row] for row in rows]
        assert [[cell.text for cell in row] for row in found] == [row for row in expected if any(row)]
        for cell in (cell for row in found for cell in row if cell.text):
            assert text[cell.offset :].lstrip(' "\n\r').startswith(cell.text.strip(' "\n\r')[:1])


@pytest.mark.slow
def test_any_text_is_read_without_an_exception(tmp_path: Path) -> None:
    chance = random.Random(20261130)
    folder = project(tmp_path, SETTINGS, {})
    for _ in range(150):
        text = "".join(chance.choices([*'id,\n\r"x?-', "title", "2024-01-02", HEADER, "\0"], k=chance.randrange(40)))
        (folder / "roster.csv").write_text(text, newline="")
        result = check(project_at(layout_of(folder), DAY))
        assert not result.internal_errors
        lines = text.count("\n") + text.count("\r") + 1
        assert all(1 <= finding.at.line <= lines for finding in result.findings)


@pytest.mark.slow
def test_the_parser_imports_no_readers_of_people() -> None:
    code = "import sys, docgraph.app, docgraph.parse.document; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, capture_output=True, text=True, check=True)
    assert [name for name in run.stdout.split() if name.startswith("docgraph.parse.people")] == []
