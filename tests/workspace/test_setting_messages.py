"""Messages about settings with a wrong value: what the value must be, with one that works."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from docgraph.model.field_types import parse_level
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import layout_of

LEVELS = "`levels` must be a list of single words, such as `{}` in place of `{}`, not `['{}']`"
SCAN = "`scan` must be `false`, or a map with `files` and `ignore`, not `{}`"


def message(folder: Path, setting: str) -> str:
    (folder / "docgraph.toml").write_text(f"{setting}\n", encoding="utf-8")
    with pytest.raises(SettingsError) as raised:
        layout_of(folder)
    return str(raised.value)


@pytest.mark.parametrize(
    ("level", "word"),
    [("read only", "read-only"), (" L1", "L1"), ("L1 (drafts)", "L1-drafts"), ("L1:drafts", "L1-drafts"), ("(", "L1")],
)
def test_a_level_that_no_packet_can_name_has_a_name_that_works(tmp_path: Path, level: str, word: str) -> None:
    assert message(tmp_path, f'levels = ["{level}"]') == f"docgraph.toml:1:1: {LEVELS.format(word, level, level)}"
    (tmp_path / "docgraph.toml").write_text(f'levels = ["{word}"]\n', encoding="utf-8")
    assert layout_of(tmp_path).settings.levels == (word,)


@pytest.mark.parametrize("level", ["L1", "L3.5", "Stufe-2", "bas_1", "ⅠⅡ"])
def test_a_single_word_is_a_level(tmp_path: Path, level: str) -> None:
    (tmp_path / "docgraph.toml").write_text(f'levels = ["{level}"]\n', encoding="utf-8")
    info = SimpleNamespace(context={"levels": layout_of(tmp_path).settings.levels})
    assert parse_level(f"{level} (what it means)", info) == level


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("scan = true", SCAN.format("True")),
        ('scan = "x"', SCAN.format("x")),
        ("scan = 0", SCAN.format("0")),
        ("scan = {files = 5}", "`scan.files` must be a list, not `5`"),
        ("scan = {ignore = [1]}", "`scan.ignore.0` must be text, not `1`"),
        ("scan = {file = []}", "unknown setting `scan.file`; did you mean `files`?"),
        ("scan = {zzz = []}", "unknown setting `scan.zzz`; known settings: files, ignore"),
    ],
)
def test_a_wrong_value_of_scan_is_one_fault(tmp_path: Path, setting: str, expected: str) -> None:
    found = message(tmp_path, setting)
    assert re.sub(r"^docgraph\.toml:1:\d+: ", "", found) == expected
