"""The command, the plugin and MkDocs agree on which files are published."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import Files, get_files

from docgraph.app import CheckResult, Project, check
from docgraph.mkdocs.project_layout import layout_from
from docgraph.model.finding import Severity
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.config_file import Layout, found_by
from docgraph.workspace.load_project import project_at
from tests.mkdocs.trees import SEED, write_tree

DAY = date(2026, 11, 21)
TREES = 300


def _layout_of(file: Path) -> Layout:
    return found_by(file).layout()


def _pages(docs: str, paths: list[str]) -> set[str]:
    return {os.path.realpath(os.path.join(docs, path)) for path in paths}


def _difference(docs: str, files: Files, layout: Callable[[], Layout]) -> str:
    """How what is read differs from what is published; empty where it does not."""
    try:
        project = project_at(layout(), DAY)
    except SettingsError as error:
        return str(error)
    prefix = f"{project.docs}/"
    # MkDocs publishes two pages with one address, the one over the other
    named = {problem.at.path for problem in project.problems if "overwrites the page" not in problem.message}
    read = [source.path.removeprefix(prefix) for source in project.sources if source.path not in named]
    published = [file.src_uri for file in files.documentation_pages()]
    if _pages(docs, read) != _pages(docs, published):
        return f"read {sorted(read)}, published {sorted(published)}"
    return _unchecked_record(docs, set(published), project, check(project))


def _unchecked_record(docs: str, published: set[str], project: Project, result: CheckResult) -> str:
    """A published record that is neither checked nor an error, or one that another file keeps from the site."""
    errors = {finding.at.path for finding in result.open_findings if finding.severity is Severity.ERROR}
    root = Path(docs).parts[: -len(Path(project.docs).parts)]
    known = {os.path.realpath(Path(*root) / record.path) for record in result.graph.records}
    for path in sorted(published):
        real = os.path.realpath(os.path.join(docs, path))
        places = {f"{project.docs}/{path}", os.path.relpath(real, Path(*root))}
        if Path(real).read_bytes().startswith(b"---\nkind") and real not in known and not places & errors:
            return f"the record in {path} is not checked"
    return ""


@pytest.mark.slow
def test_what_is_read_is_what_mkdocs_publishes(tmp_path: Path) -> None:
    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    differing = []
    for number in range(TREES):
        file = write_tree(tmp_path / str(number), Random(SEED + number))
        config = load_config(str(file))
        files = get_files(config)
        layouts: dict[str, Callable[[], Layout]]
        layouts = {"command": partial(_layout_of, file), "plugin": partial(layout_from, config, Settings())}
        for name, layout in layouts.items():
            found = _difference(config.docs_dir, files, layout)
            if found:
                differing.append(f"{number} ({name}): {found}")
    assert not differing, f"{len(differing)} of {2 * TREES}:\n" + "\n".join(differing[:10])


def test_a_record_in_a_readme_beside_an_index_is_an_error_and_still_checked(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: T\n", encoding="utf-8")
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    (docs / "README.md").write_text("---\nkind: team\nid: crew\n---\n", encoding="utf-8")
    result = check(project_at(_layout_of(tmp_path / "mkdocs.yml"), DAY))
    [finding] = [finding for finding in result.open_findings if finding.code == "DOC009"]
    assert (finding.severity, finding.at.path) == (Severity.ERROR, "docs/README.md")
    assert finding.message == "MkDocs publishes index.md instead of this file"
    assert [record.id for record in result.graph.records] == ["crew"]
    (docs / "README.md").write_text("# Read me\n", encoding="utf-8")
    result = check(project_at(_layout_of(tmp_path / "mkdocs.yml"), DAY))
    [finding] = [finding for finding in result.open_findings if finding.code == "DOC009"]
    assert finding.severity is Severity.WARNING


def test_a_folder_may_be_named_like_a_page(tmp_path: Path) -> None:
    folder = tmp_path / "docs" / "Functions.Markdown"
    folder.mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: T\n", encoding="utf-8")
    (folder / "index.md").write_text("# Functions\n", encoding="utf-8")
    result = check(project_at(_layout_of(tmp_path / "mkdocs.yml"), DAY))
    assert (result.pages, result.open_findings) == (1, ())
