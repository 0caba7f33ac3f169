"""The counts of public documents: independent of docgraph, and right on small texts that a reader can count."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from tests.conftest import ROOT

SCRIPT = ROOT / "scripts/count_public_documents.py"
TABLE = ROOT / "scripts/public_documents/bodies.toml"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("count_public_documents", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_script_imports_the_standard_library_only() -> None:
    nodes = list(ast.walk(ast.parse(SCRIPT.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names
    assert not {"__import__", "import_module"} & {node.id for node in nodes if isinstance(node, ast.Name)}


def test_every_repository_is_pinned_to_a_commit() -> None:
    tables = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    assert len(tables) >= 4
    assert all(re.fullmatch(r"[0-9a-f]{40}", table["commit"]) for table in tables.values())


def counted(script: ModuleType, folder: Path, style: str, text: str, **keys: object) -> dict[str, object]:
    (folder / "a.md").write_text(text, encoding="utf-8")
    body = script.Body("test", "owner/name", "0" * 40, ("*.md",), style, **keys)
    result: dict[str, object] = script.as_dict(script.count(body, folder))
    return result


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("owner: Jane Doe", "one"),
        ("owner: '@jane' # lead", "one"),
        ("owner: [jane, sam]", "several"),
        ("owner: jane, sam", "several"),
        ("owner: jane,", "one"),
        ("owner:\n  - jane\n  - sam", "several"),
        ("owner:\n- jane", "one"),
        ("owner: [jane, jane]", "one"),
        ("owner: { Jane Doe }", "in braces"),
        ("owner: {}", "none"),
        ("owner: []", "none"),
        ("owner:", "none"),
        ("owner: ''", "none"),
        ("title: a", "none"),
    ],
)
def test_names_of_a_key(script: ModuleType, tmp_path: Path, value: str, size: str) -> None:
    counts = counted(script, tmp_path, "front-matter", f"---\n{value}\nlast: a\n---\n# A\n", people=("owner",))
    assert counts["people"] == {"owner": {size: 1}}
    assert counts["unreadable"] == []


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2024-02-29", "valid"),
        ("'2024-02-29'", "valid"),
        ("2026-06-30T14:00:00Z", "valid"),
        ("2023-02-29", "invalid"),
        ("2023-9-15", "invalid"),
        ("September 20, 2024", "invalid"),
        ("{ 2024-09-18 }", "in braces"),
        ("", "none"),
    ],
)
def test_dates(script: ModuleType, tmp_path: Path, value: str, expected: str) -> None:
    counts = counted(script, tmp_path, "front-matter", f"---\ndate: {value}\n---\n", dates=("date",))
    assert counts["dates"] == {"date": {expected: 1}}


@pytest.mark.parametrize(
    "lines", ["owner: @jane", "title: a: b", "no key here", "authors:\n  - @jane", "owner:\n\tname: a"]
)
def test_unreadable_front_matter(script: ModuleType, tmp_path: Path, lines: str) -> None:
    counts = counted(script, tmp_path, "front-matter", f"---\n{lines}\n---\n")
    assert counts["unreadable"] == ["a.md"]
    assert counts["documents"] == 0


def test_front_matter_without_an_end_is_unreadable(script: ModuleType, tmp_path: Path) -> None:
    assert counted(script, tmp_path, "front-matter", "---\nstatus: accepted\n# A\n")["unreadable"] == ["a.md"]


@pytest.mark.parametrize(
    "lines",
    ["text: |\n  @jane: a: b\n  - `x`", "list: [\n  a\n]", "title: 'a: b'", "a: # b: c", "list:\n  - a\n    - `b` c"],
)
def test_readable_front_matter(script: ModuleType, tmp_path: Path, lines: str) -> None:
    assert counted(script, tmp_path, "front-matter", f"---\n{lines}\n---\n")["unreadable"] == []


def test_text_without_keys(script: ModuleType, tmp_path: Path) -> None:
    counts = counted(script, tmp_path, "front-matter", "# A\n\nstatus: accepted\n")
    assert (counts["documents"], counts["without keys"], counts["statuses"]) == (1, 1, {"(none)": 1})


def test_lists_of_madr_2(script: ModuleType, tmp_path: Path) -> None:
    text = "# A\n\n* Status: Accepted\n* Deciders: jane, sam\n* Date: 2020-07-01 (or so)\n\n## Options\n\n* Status: x\n"
    counts = counted(script, tmp_path, "list", text, people=("deciders",), dates=("date",))
    assert counts["statuses"] == {"accepted": 1}
    assert counts["people"] == {"deciders": {"several": 1}}
    assert counts["dates"] == {"date": {"invalid": 1}}


def test_decisions_in_the_form_of_nygard(script: ModuleType, tmp_path: Path) -> None:
    text = "# 1. A\n\nDate: 2017-06-30\n \n## Status\n \nAccepted\n\n## Context\n"
    counts = counted(script, tmp_path, "nygard", text, dates=("date",))
    assert (counts["statuses"], counts["dates"]) == ({"accepted": 1}, {"date": {"valid": 1}})


def test_entities_of_a_catalog(script: ModuleType, tmp_path: Path) -> None:
    entity = "apiVersion: backstage.io/v1alpha1\nkind: {}\nmetadata:\n  name: a\nspec:\n  type: b\n{}"
    parts = [entity.format("Component", "  owner: jane\n"), entity.format("Group", ""), "kind: Pod\n"]
    counts = counted(script, tmp_path, "catalog", "---\n".join(parts), people=("owner",), kind="kind")
    assert counts["kinds"] == {"Component": 1, "Group": 1}
    assert counts["people"] == {"owner": {"none": 1, "one": 1}}


def test_people_of_okf_are_human_actors(script: ModuleType, tmp_path: Path) -> None:
    entries = "verified:\n  - { by: human:jane@acme, at: 2026-07-01 }\n  - { by: process:nightly, at: 2026-07-02 }\n"
    (tmp_path / "a.md").write_text(f"---\ntype: Metric\n{entries}---\n", encoding="utf-8")
    body = script.Body("okf", "owner/name", "0" * 40, ("*.md",), "front-matter", people=("verified",), kind="type")
    counts = script.count(body, tmp_path)
    assert (counts.kinds, counts.names) == ({"Metric": 1}, {"verified": {"jane@acme"}})
    assert counts.people == {"verified": {"one": 1}}


def test_the_page_shows_the_settings_of_every_body_and_a_reason_for_every_difference() -> None:
    page = (ROOT / "content/project/public-documents.md").read_text(encoding="utf-8")
    for name, body in tomllib.loads(TABLE.read_text(encoding="utf-8")).items():
        settings = TABLE.with_name(f"{name}.toml").read_text(encoding="utf-8").strip()
        assert f"## {name}\n" in page
        assert f"```toml\n{settings}\n```" in page
        assert f"{body['repository']} at `{body['commit'][:12]}`" in page
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in page.splitlines() if line[:2] == "| "]
    numbers = [row for row in rows if len(row) == 4 and row[1][:1].isdigit()]
    assert len(numbers) > 40
    assert all((counted == measured) == (not reason) for _, counted, measured, reason in numbers)
