"""Small corpora for tests: files by path, read and linked as the command would."""

from __future__ import annotations

from datetime import date
from textwrap import dedent
from typing import Any

from docgraph.app import CheckResult, Project
from docgraph.app.run_check import evaluate
from docgraph.app.select_rules import RuleSelection, select_rules
from docgraph.graph.doc_graph import DocGraph
from docgraph.model.settings import settings_from
from docgraph.model.source_file import SourceFile
from tests.parsed import parsed

AS_OF = date(2026, 11, 21)
_SELECTIONS: dict[str, RuleSelection] = {}


def result_of(files: dict[str, str], as_of: date = AS_OF, **settings: Any) -> CheckResult:
    """What `check` returns for `files`, whose texts are dedented. The rules are selected once for equal settings."""
    project = project_of(files, as_of, **settings)
    key = repr(project.settings)
    if key not in _SELECTIONS:
        _SELECTIONS[key] = select_rules(project.rules, project.settings)
    return evaluate(project, project.reader(project.sources, project.settings), _SELECTIONS[key])


def project_of(files: dict[str, str], as_of: date = AS_OF, **settings: Any) -> Project:
    """The project of `files`; texts are dedented."""
    sources = tuple(SourceFile(path, dedent(text).lstrip("\n").encode()) for path, text in files.items())
    return Project(sources, settings_from(settings), as_of, reader=parsed)


def trace_of(files: dict[str, str], as_of: date = AS_OF) -> DocGraph:
    return result_of(files, as_of).graph


def record(kind: str, **keys: str) -> str:
    """A document of one record."""
    lines = [f"{key.replace('_', '-')}: {value}" for key, value in keys.items()]
    return "\n".join(["---", f"kind: {kind}", *lines, "---", ""])
