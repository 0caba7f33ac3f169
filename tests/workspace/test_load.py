"""`docgraph.load`, the way in from Python."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

import docgraph
from tests.corpus import record


@pytest.mark.parametrize("day", ["2026-06-30", datetime(2026, 6, 30), 0])
def test_an_invalid_date_is_reported_at_once(tmp_path: Path, day: Any) -> None:
    (tmp_path / "a.md").write_text(record("person", id="a"), encoding="utf-8")
    assert docgraph.load(tmp_path, as_of=date(2026, 6, 30)).as_of == date(2026, 6, 30)
    with pytest.raises(TypeError, match=r"`as_of` must be a `datetime\.date`, not"):
        docgraph.load(tmp_path, as_of=day)
