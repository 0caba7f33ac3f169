"""URLs of repository files that are not pages of the site, such as definitions of agents."""

from __future__ import annotations

import os
import posixpath
from pathlib import Path
from urllib.parse import quote, urljoin

from mkdocs.config.defaults import MkDocsConfig

from docgraph.mkdocs.project_layout import project_root
from docgraph.workspace.symlinks import repository_of


class RepositoryLinks:
    """Creates URLs of repository files from `repo_url` and `edit_uri` of the MkDocs configuration."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._base = _url_of_root(config)
        self._project = _project_in_repository(config)

    def url(self, path: str) -> str:
        """The URL of a file; empty if it is not known. `path` is relative to the repository."""
        return self._base + quote(path) if self._base else ""

    def source(self, path: str) -> str:
        """The URL of a file of the project; empty if it is not known. `path` is relative to the project."""
        return self.url(posixpath.normpath(posixpath.join(self._project, path)))


def _project_in_repository(config: MkDocsConfig) -> str:
    """The path of the project in its repository."""
    root = project_root(config)
    return Path(os.path.realpath(root)).relative_to(os.path.realpath(repository_of(root))).as_posix()


def _url_of_root(config: MkDocsConfig) -> str:
    folder = (config.edit_uri or "").rstrip("/")
    if not folder or folder.startswith(("?", "#")) or config.edit_uri_template:
        return ""
    url = urljoin(f"{config.repo_url.rstrip('/')}/" if config.repo_url else "", folder)
    root = os.path.realpath(repository_of(project_root(config)))
    docs = Path(os.path.realpath(config.docs_dir))
    place = quote(docs.relative_to(root).as_posix()) if docs.is_relative_to(root) else ""
    if place == ".":
        return f"{url}/"
    return url.removesuffix(place) if place and url.endswith(f"/{place}") else ""
