"""A note about an as-of date far from today is printed on every run, and appears in no report."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from docgraph.workspace.clock import CLOCK, far_note
from tests.conftest import Command

DOCUMENT = "---\nkind: person\n---\n"


@pytest.mark.parametrize(
    ("clock", "far"),
    [("2026-11-21", False), ("2026-12-21", False), ("2026-12-22", True), ("2026-10-22", False), ("2026-10-21", True)],
)
def test_a_day_is_far_when_it_is_more_than_thirty_days_away(
    clock: str, far: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(CLOCK, clock)
    assert bool(far_note(date(2026, 11, 21), None)) == far


def test_the_note_is_on_standard_error_on_every_run(docgraph: Command, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "jane.md").write_text(DOCUMENT, encoding="utf-8")
    (tmp_path / "docgraph.toml").write_text("as-of = 2020-01-01\n", encoding="utf-8")
    cache = {"DOCGRAPH_CACHE_DIR": str(tmp_path / "cache"), CLOCK: "2026-11-30"}
    note = (
        "docgraph: dates are evaluated as of 2020-01-01 (`as-of` in the settings), 2525 days before today, 2026-11-30\n"
    )
    first, again = (docgraph("check", "--format", "json", cwd=tmp_path, **cache) for _ in range(2))
    assert first.stderr == again.stderr == note
    assert "evaluated" not in first.stdout + again.stdout
    assert docgraph("waivers", cwd=tmp_path, **cache).stderr == note
    assert docgraph("check", "--as-of", "2020-01-01", cwd=tmp_path, **cache).stderr == ""
    (tmp_path / "docgraph.toml").write_text("", encoding="utf-8")
    output = docgraph("check", cwd=tmp_path, **cache | {"SOURCE_DATE_EPOCH": "1577880000"}).stderr
    assert output == note.replace("`as-of` in the settings", "`SOURCE_DATE_EPOCH`")
    assert docgraph("check", cwd=tmp_path, **cache).stderr == ""
