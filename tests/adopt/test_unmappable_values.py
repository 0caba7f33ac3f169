"""Unknown keys of adopted people whose values are no date: the fix must not name a setting that cannot work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.adopt.project import checked, reported

SETTINGS = 'docs-dir = "docs"\n[kinds]\n"staff/*.md" = "person"\n'
PERSON = "---\njoined: 2023-01-15\n{}\n---\n# Kim\n"
ADDED = re.compile(r"add `(.+)` below `\[keys\]` in docgraph\.toml")


def findings(folder: Path, entry: str, settings: str = SETTINGS) -> list[str]:
    return reported(checked(folder, settings, {"staff/kim.md": PERSON.format(entry)}), "DOC004", "DOC006", "DOC007")


def help_of(folder: Path, entry: str) -> str:
    result = checked(folder, SETTINGS, {"staff/kim.md": PERSON.format(entry)})
    return next(finding.help for finding in result.findings if finding.code == "DOC004")


@pytest.mark.parametrize("entry", ["status: retired", "status: left 2026-05-01", "title: Kim (left)"])
def test_free_text_is_explained_or_left_out(tmp_path: Path, entry: str) -> None:
    step, _, other = help_of(tmp_path, entry).partition("; ")
    assert step == "write `left: YYYY-MM-DD`"
    assert findings(tmp_path, f"{entry}\nleft: 2026-05-01") == []
    setting = ADDED.search(other)
    assert setting and setting[1].endswith(" = false")
    assert findings(tmp_path, entry, f"{SETTINGS}[keys]\n{setting[1]}\n") == []


@pytest.mark.parametrize("entry", ["active: false", "alumni: true"])
def test_a_flag_is_replaced_by_a_date(tmp_path: Path, entry: str) -> None:
    help = help_of(tmp_path, entry)
    assert help.startswith("write `left: YYYY-MM-DD`, and add ")
    setting = ADDED.search(help)
    assert setting
    assert findings(tmp_path, f"{entry}\nleft: 2026-05-01", f"{SETTINGS}[keys]\n{setting[1]}\n") == []


@pytest.mark.parametrize("entry", ["last-day: 2026-05-01", "employment: {end: 2026-05-01}", "gone: 2026-05-01"])
def test_the_fix_of_a_date_names_the_setting_that_reads_it(tmp_path: Path, entry: str) -> None:
    setting = ADDED.fullmatch(help_of(tmp_path, entry))
    assert setting and setting[1].endswith(' = "left"')
    assert findings(tmp_path, entry, f"{SETTINGS}[keys]\n{setting[1]}\n") == []
