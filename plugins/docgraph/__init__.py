"""docgraph: checks that every outcome and AI agent in a team's documents has an owner."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgraph.model.version import VERSION

if TYPE_CHECKING:
    from docgraph.graph.doc_graph import DocGraph

__all__ = ["__version__", "load"]
__version__ = VERSION


def load(path: str | Path, as_of: date | None = None) -> DocGraph:
    """The doc graph of a project or docs folder; its `.graph` is a NetworkX `MultiDiGraph`.

    `as_of` defaults to the `as-of` setting, else `SOURCE_DATE_EPOCH`, else today in UTC.
    Unreadable documents do not raise: they are listed in `.problems`. Raises `SettingsError` for invalid settings, and
    `TypeError` if `as_of` is not a `datetime.date`.
    """
    from docgraph.workspace.load_project import load_graph

    return load_graph(Path(path), as_of)
