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


def test_other_columns_are_no_errors(tmp_path: Path) -> None:
    head = ",".join(["id", "title", *(column for column, _ in HEALTHY)])
    row = ",".join(["ana", "Ana", *(cell for _, cell in HEALTHY)])
    result = checked(tmp_path, SETTINGS, {"/roster.csv": f"{head}\n{row}\n"})
    assert [found.message for found in result.findings if found.severity is Severity.ERROR] == []


def test_a_leaver_of_a_roster_is_no_owner_without_the_rule_about_columns(tmp_path: Path) -> None:
    roster = "id,title,Last Working Day\nana,Ana,\ntom,Tom,2026-01-31\n"
    settings = f'{SETTINGS}[rules]\nDOC004 = "off"\n'
    result = checked(tmp_path, settings, {"/roster.csv": roster, "bot.md": AGENT.format("tom")})
    assert "OWN004" in {found.code for found in result.findings}


def test_an_announced_last_day_in_a_roster_is_a_warning(tmp_path: Path) -> None:
    roster = "id,title,Last Working Day\nana,Ana,\ntom,Tom,2099-01-31\n"
    result = checked(tmp_path, SETTINGS, {"/roster.csv": roster, "bot.md": AGENT.format("tom")})
    assert not [
        found.message
        for found in result.findings
        if found.code in ("DOC004", "OWN004") and found.severity is Severity.ERROR
    ]
