"""What a command was asked about: a project, with the settings that its options change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from docgraph.app import Fixed, Project, Result, check, fixed
from docgraph.hosts.configuration import Layout, layout_of, nearest_project
from docgraph.hosts.disk import project_at
from docgraph.hosts.setting_places import placed
from docgraph.model.fault import SettingsError


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of a command. `given` are settings by their field names; empty ones change nothing."""

    path: str | None = None
    project: str | None = None
    configuration: str | None = None
    as_of: date | None = None
    given: Mapping[str, Any] = field(default_factory=dict)

    def checked(self) -> Result:
        """The result of a check. Raises `SettingsError`, also where there is nothing to check."""
        with self._loaded() as (project, layout):
            return _something(check(project), layout)

    def fixed(self) -> tuple[Project, Fixed, Path]:
        """The project as it is, what fixing makes of it, and its root. Raises as `checked` does."""
        with self._loaded() as (project, layout):
            done = fixed(project)
            _something(done.result, layout)
            return project, done, layout.root

    @contextmanager
    def _loaded(self) -> Iterator[tuple[Project, Layout]]:
        root = Path(self.path or self.project or nearest_project(Path(".")))
        layout = layout_of(root, Path(self.configuration) if self.configuration else None)
        changes = {key: value for key, value in self.given.items() if value not in (None, (), False)}
        for key in ("select", "ignore"):
            if key in changes:
                changes[key] = tuple(name.strip() for part in changes[key] for name in part.split(",") if name.strip())
        layout = replace(layout, settings=layout.settings.model_copy(update=changes))
        with placed(layout.configuration, but=tuple(changes)):
            yield project_at(layout, self.as_of), layout


def _something(result: Result, layout: Layout) -> Result:
    """The result, if there was anything to check."""
    if not result.documents and not result.findings and not layout.settings.allow_empty:
        pages = f"({result.pages} pages read); `--allow-empty` if that is meant"
        raise SettingsError(f"no document with a `kind` in {layout.docs} {pages}")
    return result
