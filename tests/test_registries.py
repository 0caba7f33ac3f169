"""Every kind, format of definitions, export and command on disk is registered.

Views, rules and report formats are tested beside them.
"""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from docgraph.cli.main import docgraph
from docgraph.definitions.formats import DEFINITION_FORMATS
from docgraph.export import EXPORTS
from docgraph.kinds import KINDS
from docgraph.report import FORMATS, PATH_BASES
from docgraph.report.scan import SCAN_FORMATS
from tests.conftest import ROOT

PACKAGE = ROOT / "plugins" / "docgraph"


def modules_with(folder: Path, *bases: str) -> set[str]:
    """The modules of a folder that define a subclass of one of `bases`."""
    return {
        path.stem
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and {ast.unparse(base) for base in node.bases} & {*bases}
    }


def functions_from(folder: Path, parameter: str) -> set[str]:
    """The modules of a folder with a function of their own name that takes one `parameter`."""
    return {
        path.stem
        for path in folder.glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and node.name == path.stem
        and [ast.unparse(argument.annotation) for argument in node.args.args if argument.annotation] == [parameter]
    }


def test_every_kind_on_disk_is_registered() -> None:
    on_disk = modules_with(PACKAGE / "kinds", "Record", "Owned")
    missing = on_disk - {"ownership"} - {kind.__module__.rpartition(".")[2] for kind in KINDS}
    assert on_disk and not missing, f"add the class to KINDS in kinds/__init__.py: {sorted(missing)}"


def test_every_export_on_disk_is_registered() -> None:
    on_disk = functions_from(PACKAGE / "export", "Payload")
    assert on_disk == EXPORTS.keys(), "add the format to EXPORTS in export/__init__.py"


def test_every_format_of_definitions_on_disk_is_registered() -> None:
    on_disk = {path.stem for path in (PACKAGE / "definitions" / "formats").glob("[a-z]*.py")}
    missing = on_disk - {form.read.__module__.rpartition(".")[2] for form in DEFINITION_FORMATS}
    lines = ", ".join(f"`{name.upper()},`" for name in sorted(missing))
    assert on_disk and not missing, f"add {lines} to DEFINITION_FORMATS in definitions/formats/__init__.py"


def test_every_format_of_the_inventory_on_disk_is_registered() -> None:
    on_disk = functions_from(PACKAGE / "report" / "scan", "ScanContext") - {"inventory"}
    missing = {name.removeprefix("inventory_") for name in on_disk} - SCAN_FORMATS.keys()
    assert on_disk and not missing, f"add {sorted(missing)} to _NAMES in report/scan/__init__.py"


@pytest.mark.parametrize(("command", "formats"), [("check", FORMATS), ("export", EXPORTS)])
def test_a_format_in_a_registry_is_offered_and_used(
    command: str, formats: dict[str, Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "jane.md").write_text("---\nkind: person\n---\n", encoding="utf-8")
    run = CliRunner().invoke
    shown = run(docgraph, [command, str(tmp_path), "--format", "shout"])
    assert shown.exit_code == 2
    assert f"is not one of {', '.join(repr(name) for name in formats)}." in shown.output
    monkeypatch.setitem(formats, "shout", lambda _: "HELLO" if command == "check" else {"shout.txt": "HELLO"})
    monkeypatch.setitem(PATH_BASES, "shout", PATH_BASES["text"])
    # a command reads the names when its module is imported
    added = runpy.run_path(str(PACKAGE / "cli" / "commands" / f"{command}.py"))[command]
    assert run(added, [str(tmp_path), "--format", "shout"]).output == "HELLO"
    assert "|shout]" in "".join(run(added, ["--help"]).output.split())


@pytest.mark.parametrize("path", sorted((PACKAGE / "cli" / "commands").glob("[a-z]*.py")), ids=lambda path: path.stem)
def test_every_command_on_disk_is_registered(path: Path) -> None:
    assert docgraph.get_command(click.Context(docgraph), path.stem), (
        f"add `{path.stem}` to COMMANDS in cli/commands/__init__.py"
    )
    assert path.stem in docgraph.list_commands(click.Context(docgraph))
