"""The table "Where is ...?" of the architecture page names files and definitions that exist."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "plugins" / "docgraph"
PAGE = ROOT / "content" / "project" / "architecture.md"
ROW = re.compile(r"^\| (?P<question>Where [^|]+\?) \| `(?P<file>[^`]+)` \| (?P<names>[^|]*)\|$", re.MULTILINE)
ROWS = [match.groupdict() for match in ROW.finditer(PAGE.read_text(encoding="utf-8"))]


def names_defined_in(path: Path) -> Iterator[str]:
    """The functions, classes and methods of a file, and its module-level variables."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def test_every_row_of_the_table_is_checked() -> None:
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| Where ")]
    assert len(rows) == len(ROWS) >= 20


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["question"])
def test_file_and_names_exist(row: dict[str, str]) -> None:
    path = PACKAGE / row["file"]
    assert path.is_file()
    assert set(re.findall(r"`([^`]+)`", row["names"])) <= set(names_defined_in(path))


def test_every_layer_is_on_the_page() -> None:
    text = PAGE.read_text(encoding="utf-8")
    folders = [path.name for path in PACKAGE.iterdir() if (path / "__init__.py").is_file()]
    assert [folder for folder in folders if f"`{folder}`" not in text] == []
