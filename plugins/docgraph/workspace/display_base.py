"""The folder that paths in a report are relative to."""

from __future__ import annotations

import os
from pathlib import Path

from docgraph.model.location import PROJECT_ROOT, DisplayBase
from docgraph.model.path_base import PathBase
from docgraph.workspace.symlinks import repository_of


def display_base_of(root: Path, base: PathBase) -> DisplayBase:
    """Convert `base` to a `DisplayBase` for the project in the folder `root`.

    A `DisplayBase` makes the paths in a report relative to a folder.
    """
    if base is PathBase.PROJECT:
        return PROJECT_ROOT
    workspace = os.environ.get("GITHUB_WORKSPACE", ".") if base is PathBase.WORKSPACE else "."
    return display_base_within(root, repository_of(root) if base is PathBase.REPOSITORY else Path(workspace))


def display_base_within(root: Path, folder: Path) -> DisplayBase:
    """A `DisplayBase` that makes paths of the project in `root` relative to `folder`."""
    here = folder.resolve()
    if root == here:
        return PROJECT_ROOT
    if here in root.parents:
        return DisplayBase(f"{root.relative_to(here).as_posix()}/")
    if root in here.parents:
        return DisplayBase(
            f"{os.path.relpath(root, here)}/".replace(os.sep, "/"), f"{here.relative_to(root).as_posix()}/"
        )
    return DisplayBase(f"{root.as_posix().rstrip('/')}/")
