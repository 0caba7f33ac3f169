"""The folders to which paths in reports can be relative."""

from __future__ import annotations

from enum import Enum


class PathBase(Enum):
    """The folder to which paths in a report are relative.

    - `WORKSPACE` is the folder in the environment variable `GITHUB_WORKSPACE`, else the current folder.
    - `REPOSITORY` is the nearest folder with `.git`, else the project.
    """

    CURRENT_FOLDER = "current folder"
    PROJECT = "project"
    WORKSPACE = "workspace"
    REPOSITORY = "repository"
