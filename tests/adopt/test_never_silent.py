"""A tree without records is described, with the settings that would read it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Command

MADR = "# {}\n\n## Context and Problem Statement\n\nx\n\n## Considered Options\n\n* a\n"


def tree(folder: Path, settings: str, adr: str = "docs/adr") -> None:
    files = {f"{adr}/{number:04}-x.md": MADR.format(number) for number in range(3)}
    for path, content in {
        **files,
        "docs/runbooks/a.md": "# A\n",
        "docs/runbooks/README.md": "# R\n",
        settings: "site_name: x\n",
    }.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content if path != "docgraph.toml" else 'docs-dir = "docs"\n')


def test_the_command_says_what_it_sees_and_what_to_add(tmp_path: Path, docgraph: Command) -> None:
    tree(tmp_path, "docgraph.toml")
    run = docgraph("check", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        f"docgraph: no document with a `kind` in {tmp_path}/docs (5 pages read); add a setting to read",
        '  3 pages look like ADRs (MADR 4) under docs/adr/    add  kinds."docs/adr/[0-9]*.md" = { like = "madr-4" }',
        '  1 page looks like runbooks under docs/runbooks/    add  kinds."docs/runbooks/*.md" = "runbook"',
        '                                                     add  kinds."docs/runbooks/README.md" = false',
    ]


def test_init_is_named_only_if_it_would_write_the_settings(tmp_path: Path, docgraph: Command) -> None:
    tree(tmp_path, "docgraph.toml")
    (tmp_path / "docgraph.toml").unlink()
    last = docgraph("check", "docs", cwd=tmp_path).stderr.splitlines()[-1]
    assert last == "Run `docgraph init` to write these settings."
    assert docgraph("init", "--yes", cwd=tmp_path).returncode == 0
    assert '"docs/adr/[0-9]*.md" = { like = "madr-4" }' in (tmp_path / "docgraph.toml").read_text()


@pytest.mark.parametrize("adr", ["docs/adr", "docs/\U0001f600 é"])
@pytest.mark.parametrize("settings", ["docgraph.toml", "mkdocs.yml"])
def test_the_setting_works_as_it_is_printed(tmp_path: Path, docgraph: Command, settings: str, adr: str) -> None:
    tree(tmp_path, settings, adr)
    lines = [line for line in docgraph("check", cwd=tmp_path).stderr.splitlines() if line.startswith("  ")]
    shown = [line.split("  ")[-1] for line in lines]
    if settings == "mkdocs.yml":
        shown = ["plugins:", "  - docgraph:", "      kinds:", *(f"        {line}" for line in shown)]
        assert all("    add below `kinds:`  " in line for line in lines)
    with (tmp_path / settings).open("a") as file:
        file.write("\n".join([*shown, ""]))
    assert "in 4 documents" in docgraph("check", "--fail-on", "never", cwd=tmp_path).stdout
