"""docgraph: who holds every outcome and who owns every AI agent, read from a team's own documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from docgraph.model.version import VERSION as __version__

if TYPE_CHECKING:
    from docgraph.graph.doc_graph import DocGraph

__all__ = ["__version__", "load"]


def load(path: str | Path, as_of: date | None = None) -> DocGraph:
    """The doc graph of a project or docs folder at `path`; `.graph` on it is a NetworkX `MultiDiGraph`.

    `as_of` defaults to the settings' date, else `SOURCE_DATE_EPOCH`, else today in UTC.
    Unreadable documents do not raise: they are in `.problems`. Bad settings raise `SettingsError`,
    and a day that is no `datetime.date` a `TypeError`.
    """
    from docgraph.workspace.load_project import load_graph

    return load_graph(Path(path), as_of)
