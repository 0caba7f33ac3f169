"""A roster that states in an unknown column that somebody left never makes them an active owner."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from docgraph.model.finding import Severity
from tests.adopt.project import checked

SEED = 27
SETTINGS = '[people]\nfrom = ["roster.csv"]\n'
AGENT = "---\nkind: agent\nowner: {}\nbackup: ana\n---\n# Bot\n"
DAYS = "2026-01-31|31.01.2026|31 January 2026|Jan 2026|2026-Q1".split("|")
ENDS = "end date|Last Working Day|last day|Termination Date|Leaving date|Exit Date|Left on|until|to|departed".split("|")
WORDS = "Terminated|terminated|Inactive|left|Resigned|Retired|Departed|Offboarded".split("|")
YES, NO = "yes|TRUE|true|1|y".split("|"), "no|FALSE|false|0|n".split("|")
HEALTHY = [
    ("Birthday", "1990-01-31"),
    ("Hire Date", "2020-01-31"),
    ("Start date of the week", "2026-01-31"),
    ("Last review", "2026-01-31"),
    ("Employment Status", "Active"),
    ("Active", "yes"),
    ("Last Working Day", ""),
    ("Terminated", "no"),
    ("Termination Date", "n/a"),
    ("End date", "0000-00-00"),
    ("Exit date", "00/00/0000"),
    ("Contract", "until further notice"),
    ("Office", "Left wing"),
    ("Leave days", "25"),
    ("Leave days left", "12"),
    ("Leave approved", "yes"),
    ("Exit interview", "done"),
    ("Retirement plan", "yes"),
    ("Current project", "Import"),
]


def leaver(random: Random) -> tuple[str, str]:
    """The name of a column and a cell that mean that a person left."""
    return random.choice(
        [
            (random.choice(ENDS), random.choice(DAYS)),
            (random.choice(["Status", "Employment Status", "Employee state"]), random.choice(WORDS[:1] + WORDS[4:])),
            ("status", random.choice(WORDS)),
            (random.choice(["active", "Is Active", "Enabled", "current", "Employed"]), random.choice(NO)),
            (random.choice(["Terminated", "Inactive", "deactivated", "Departed", "archived"]), random.choice(YES)),
        ]
    )


@pytest.mark.slow
def test_a_column_that_means_that_somebody_left_is_an_error_at_its_cell(tmp_path: Path) -> None:
    random, red = Random(SEED), []
    for number in range(200):
        column, cell = leaver(random)
        folder = tmp_path / str(number)
        folder.mkdir()
        result = checked(folder, SETTINGS, {"/roster.csv": f"id,title,{column}\nana,Ana,\ntom,Tom,{cell}\n"})
        errors = {str(found.at) for found in result.findings if found.severity is Severity.ERROR}
        red += [] if "roster.csv:3:9" in errors else [(column, cell)]
    assert not red, f"{len(red)} of 200: {red[:5]}"


def test_an_unknown_column_is_an_error_until_the_settings_name_it(tmp_path: Path) -> None:
    columns = [column for column, _ in HEALTHY]
    row = ",".join(["ana", "Ana", *(cell for _, cell in HEALTHY)])
    roster = f"id,title,{','.join(columns)}\n{row}\n"
    for name in ("unnamed", "named"):
        (tmp_path / name).mkdir()
    unnamed = checked(tmp_path / "unnamed", SETTINGS, {"/roster.csv": roster})
    assert {(found.at.line, found.severity) for found in unnamed.findings} == {(1, Severity.ERROR)}
    assert len(unnamed.findings) == len(HEALTHY)
    ignored = "".join(f'"{column}" = false\n' for column in columns)
    assert checked(tmp_path / "named", f"{SETTINGS}[keys]\n{ignored}", {"/roster.csv": roster}).findings == ()


@pytest.mark.parametrize("column", ["Austrittsdatum", "Date de sortie", "離職日", "accountEnabled", "Block credential"])
def test_a_column_in_any_words_cannot_hide_a_leaver(tmp_path: Path, column: str) -> None:
    roster = f"id,title,{column}\nana,Ana,\ntom,Tom,2026-01-31\n"
    [finding] = checked(tmp_path, SETTINGS, {"/roster.csv": roster}).findings
    assert (str(finding.at), finding.severity) == ("roster.csv:1:10", Severity.ERROR)
    assert finding.help.startswith(f'if it does not state who has left, add `"{column}" = false` below `[keys]`')


def test_a_column_that_the_settings_read_for_other_kinds_is_an_error(tmp_path: Path) -> None:
    settings = f'{SETTINGS}[kinds."adr/*.md"]\nkind = "decision"\n[keys]\n"State" = "status"\n'
    result = checked(tmp_path, settings, {"/roster.csv": "id,title,State\ntom,Tom,gone\n"})
    [finding] = [found for found in result.findings if found.at.path == "roster.csv"]
    assert finding.message == "the column `State` of a roster is read as `status`, which is not a key of a person"
    assert finding.severity is Severity.ERROR


def test_a_status_without_a_day_is_not_read_as_a_last_day(tmp_path: Path) -> None:
    roster = "id,title,Employment Status\nana,Ana,Active\ntom,Tom,Terminated\n"
    _, cell = checked(tmp_path, SETTINGS, {"/roster.csv": roster}).findings
    assert str(cell.at) == "roster.csv:3:9"
    assert cell.help.startswith("write `left: YYYY-MM-DD`, and add `")


def test_a_leaver_of_a_roster_is_no_owner_without_the_rule_about_columns(tmp_path: Path) -> None:
    roster = "id,title,Last Working Day\nana,Ana,\ntom,Tom,2026-01-31\n"
    settings = f'{SETTINGS}[rules]\nDOC004 = "off"\n'
    result = checked(tmp_path, settings, {"/roster.csv": roster, "bot.md": AGENT.format("tom")})
    assert "OWN004" in {found.code for found in result.findings}


def test_an_announced_last_day_in_a_roster_is_a_warning(tmp_path: Path) -> None:
    roster = "id,title,Last Working Day\nana,Ana,\ntom,Tom,2099-01-31\n"
    result = checked(tmp_path, SETTINGS, {"/roster.csv": roster, "bot.md": AGENT.format("tom")})
    found = {(str(found.at), found.code): found.severity for found in result.findings}
    assert found["roster.csv:3:9", "DOC004"] is Severity.WARNING
    assert "OWN004" not in {code for _, code in found}
