"""Finds the files and URLs to which links lead: pages of records, generated pages, definitions."""

from __future__ import annotations

from mkdocs.structure.files import File, Files, InclusionLevel

from docgraph.app.page_collisions import record_page
from docgraph.graph.definition_graph import DefinitionNode
from docgraph.mkdocs.repository_links import RepositoryLinks
from docgraph.model.definition import UNDOCUMENTED
from docgraph.model.record import Record
from docgraph.site import REPOSITORY_AGENTS, Address, Href, SourceTarget, Target


class LinkTargets:
    """Finds the files and URLs to which links of a build lead.

    `folder` is the folder of generated pages. `docs` is the docs folder, relative to the project.
    """

    def __init__(self, files: Files, folder: str, docs: str, repository: RepositoryLinks) -> None:
        self._files = files
        self._folder = folder
        self._prefix = f"{docs}/" if docs else ""
        self._repository = repository
        self._found: dict[str, File | None] = {}

    def view_path(self, view: Address) -> str:
        """The `src_uri` of a generated page or file."""
        return f"{self._folder}/{view.path}{view.suffix}"

    def href(self, page: File | str) -> Href:
        """A function that returns the URL of a target relative to `page`; empty if it has no page.

        For a definition, it is the URL of the file in the repository.
        """

        def href(target: Target) -> str:
            if isinstance(target, DefinitionNode) and target.kind != UNDOCUMENTED:
                return self._repository.url(target.path)
            if isinstance(target, SourceTarget):
                return self._repository.source(target.path)
            file = self.file(target)
            return file.url_relative_to(page) if file else ""

        return href

    def file(self, target: Target) -> File | None:
        """The MkDocs file of a target; None if the target has no page in the site."""
        key = self._path(target)
        if key not in self._found:
            file = self._files.get_file_from_path(key)
            hidden = file is None or file.inclusion is InclusionLevel.EXCLUDED
            self._found[key] = None if hidden else file
        return self._found[key]

    def _path(self, target: Target) -> str:
        if isinstance(target, DefinitionNode):
            # the page that lists undocumented agents
            return self.view_path(REPOSITORY_AGENTS)
        if isinstance(target, Address):
            return self.view_path(target)
        if isinstance(target, Record) and not target.place.is_own_page:
            return record_page(target, self._folder)
        return target.path.removeprefix(self._prefix)
