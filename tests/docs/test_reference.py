"""The generated reference of kinds and keys."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_pages", ROOT / "scripts" / "reference_pages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("key", "takes"),
    [
        ("due", "a date, `2026-05`, `2026-Q2` or `2026-H1` (their last day)"),
        ("left", "a date, `YYYY-MM-DD`"),
        ("refreshed", "a date, `YYYY-MM-DD`"),
        ("holders-at-once", "a number of people from 1 to 99, or `any`"),
        ("autonomy", "a level of autonomy: `L1` to `L4`, or as set under `levels`"),
    ],
)
def test_a_key_says_what_it_takes(reference: ModuleType, key: str, takes: str) -> None:
    rows = [line for line in reference.kinds().splitlines() if line.lstrip("| *").startswith(f"`{key}`")]
    assert rows
    assert all(f"| {takes} |" in row for row in rows), rows
