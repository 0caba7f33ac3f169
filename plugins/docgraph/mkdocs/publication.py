"""Adds generated content to a site: above and below the text of records, and as pages."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from functools import partial
from importlib.resources import files as resources
from pathlib import Path

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage

from docgraph.app import CheckResult, Project
from docgraph.app.page_collisions import STYLE, record_page
from docgraph.app.published_site import site_of
from docgraph.export.public_data import public_data
from docgraph.mkdocs.free_paths import Places
from docgraph.mkdocs.indexed_content import IndexedContent, prefer_in_search
from docgraph.mkdocs.lazy_serve import LazyPages
from docgraph.mkdocs.link_targets import LinkTargets
from docgraph.mkdocs.log_findings import facts_of
from docgraph.mkdocs.other_plugins import language_folder, translations_of
from docgraph.mkdocs.prerender import Job, PageKey, Rendering
from docgraph.mkdocs.redirects import RedirectPages, RedirectWriter, redirect_pages
from docgraph.mkdocs.repository_links import RepositoryLinks
from docgraph.mkdocs.sources import path_of
from docgraph.mkdocs.theme import direction, rendered_in, theme_language, without_templates
from docgraph.mkdocs.titles import add_to_toc, front_matter
from docgraph.model.record import Record
from docgraph.site import (
    EXPLORER,
    Address,
    Href,
    Theme,
    foot,
    generated_files,
    head,
    panel,
    record_headings,
    standalone_page,
    view_content,
    views_of,
)
from docgraph.site.search_text import record_search_text, view_search_text

_FIRST_HEADING = re.compile(r"\A(?:\s|<!--(?:(?!-->).)*-->)*<h1\b[^>]*>.*?</h1>", re.DOTALL)
"""The `<h1>` at the start of a page, with spaces and comments before it."""


class Publication:
    """Everything that docgraph adds to a site in a build. Pages are identified by `src_uri`."""

    def __init__(
        self,
        result: CheckResult,
        project: Project,
        theme: Theme,
        files: Files,
        config: MkDocsConfig,
        later: LazyPages,
    ) -> None:
        self.result = result
        self.project = project
        self.files = files
        self.config = config
        self.site = site_of(result)
        self.folder = result.settings.pages
        self.language_folder, self.translations = language_folder(config), translations_of(config)
        self.theme = theme
        without_templates(files, theme)
        self.marked = self.theme.catalogue.language != theme_language(config).partition("-")[0]
        self.later = later if later.serving else None
        self.rendering = Rendering(partial(rendered_in, self.theme), self._placeholder if later.serving else None)
        self._unfilled: dict[PageKey, File] = {}
        self._writing: RedirectWriter | None = None
        self._targets = LinkTargets(files, self.folder, project.docs, RepositoryLinks(config))
        self._places = Places(files)
        self._indexed = IndexedContent()
        with rendered_in(self.theme):
            self.views = {self._targets.view_path(view): view for view in views_of(self.site)}
        self.own_pages = {record.path: record for record in result.graph.records if record.place.is_own_page}
        self.generated = {
            record_page(record, self.folder): record for record in result.graph.records if not record.place.is_own_page
        }

    def _placeholder(self, key: PageKey, job: Callable[[], bytes], titled: bool) -> bytes:
        assert self.later is not None
        return self.later.placeholder_for((self.language_folder, *key), job, titled)

    def add_files(self) -> None:
        """Add all generated pages and files, and start to render their content.

        A navigation that MkDocs generates does not list generated pages. By default, it does not list pages of records
        either.
        """
        with rendered_in(self.theme):
            self._add_files()
        self._prepare()
        self.rendering.start()

    def _add_files(self) -> None:
        for path, view in tuple(self.views.items()):
            listed = self.config.nav is None and view.path == "index"
            level = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
            if not self._add(path, front_matter(view.title), level):
                del self.views[path]
        for path, record in tuple(self.generated.items()):
            if not self._add(path, front_matter(record.title or record.id), InclusionLevel.NOT_IN_NAV):
                del self.generated[path]
        style = resources("docgraph.site").joinpath("assets/docgraph.css").read_text(encoding="utf-8")
        self._append(File.generated(self.config, STYLE, content=style))
        if self.later:
            self.later.answer(self._redirects)
        exports = partial(public_data, facts_of(self.result))
        for made in generated_files(self.site, self.views.values(), self._href_from, exports):
            inclusion = InclusionLevel.UNDEFINED if made.is_download else InclusionLevel.INCLUDED
            self._add_later(made.address, made.content, inclusion, "rows" if made.has_rows else "file")
        if not self.result.settings.records_in_nav:
            record_paths = {record.path for record in self.result.graph.records}
            for file in self.files.documentation_pages():
                listed = file.inclusion in (InclusionLevel.UNDEFINED, InclusionLevel.INCLUDED)
                if listed and self._path_of(file) in record_paths:
                    file.inclusion = InclusionLevel.NOT_IN_NAV

    def _redirects(self) -> RedirectPages:
        folder = posixpath.join(self.language_folder, self.folder)
        return redirect_pages(self.result.graph.records, folder, self._targets.file, self.files, self.config)

    def fill_files(self) -> None:
        """Set the content of generated files that are not pages, and start to write redirects."""
        for key, file in self._unfilled.items():
            file.content_bytes = self.rendering.data(*key)
        if self.later is None:
            self._writing = RedirectWriter(self._redirects, len(self.result.graph.records), Path(self.config.site_dir))
            self._writing.begin()

    def end(self, complete: bool = True) -> None:
        """Wait until the redirects are saved. `complete` is explained in `RedirectWriter.end`."""
        if self._writing is not None:
            self._writing.end(complete)

    def _href_from(self, address: Address) -> Href:
        path = self._targets.view_path(address)
        page = self.files.get_file_from_path(path) if address == EXPLORER else None
        return self._targets.href(page or posixpath.join(self.language_folder, path))

    def _add_later(self, address: Address, job: Job, inclusion: InclusionLevel, kind: str) -> None:
        path = self._targets.view_path(address)
        if self._add(path, "", inclusion):
            self._unfilled[kind, path] = self.files.src_uris[path]
            self.rendering.jobs[kind, path] = job

    def _prepare(self) -> None:
        for file in self.files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
            self._add_jobs(file)
        jobs, order = self.rendering.jobs, ("rows", "view", "page", "file", "head", "foot")
        self.rendering.jobs = dict(sorted(jobs.items(), key=lambda job: order.index(job[0][0])))

    def _add_jobs(self, file: File) -> None:
        path, href, jobs = file.src_uri, self._targets.href(file), self.rendering.jobs
        if path in self.views:
            jobs["view", path] = partial(view_content, self.site, self.views[path], href)
        elif path in self.generated:
            jobs["page", path] = partial(standalone_page, self.site, self.generated[path], href)
        elif (record := self.own_pages.get(self._path_of(file))) is not None:
            jobs["head", path] = partial(head, self.site, record, href)
            jobs["foot", path] = partial(foot, self.site, record, href)

    def _add(self, path: str, content: str | bytes, inclusion: InclusionLevel) -> bool:
        file = File.generated(self.config, path, content=content, inclusion=inclusion)
        file.dest_uri = posixpath.join(self.language_folder, file.dest_uri)
        return self._append(file)

    def _append(self, file: File) -> bool:
        """Add a file. Returns False if its path is already used, which DOC013 reports."""
        there = self.files.get_file_from_path(file.src_uri)
        if there is not None and there.inclusion is InclusionLevel.EXCLUDED:
            self.files.remove(there)
        elif there is not None:
            return False
        if not self._places.take(file.dest_uri):
            return False
        self.files.append(file)
        return True

    def title(self, page: HostPage) -> None:
        """Set the title of a page. It is escaped, because themes insert titles as HTML."""
        record = self._record(page.file)
        view = self.views.get(page.file.src_uri)
        if record is not None:
            page.meta["title"] = str(escape(record.title or record.id))
            prefer_in_search(page, record)
        elif view is not None:
            # wide tables need the space of the table of contents, and search finds the records' own pages
            page.meta.update({"title": str(escape(view.title)), "hide": ["toc"]})
            # a search finds the first page of a view, which names what it answers
            page.meta.update({} if view.is_indexed or view.is_first_page else {"search": {"exclude": True}})

    def content(self, _html: str, page: HostPage) -> str | None:
        """The HTML of a generated page; None for any other page."""
        path = page.file.src_uri
        kind = "view" if path in self.views else "page" if path in self.generated else ""
        return self._in_language(self.rendering.text(kind, path)) if kind else None

    def prepare_indexing(self) -> None:
        """Let search plugins index what answers questions about a record, and of a view only its answer.

        A served site is searched without these texts, because its pages are rendered later.
        """
        if self.later is not None:
            return
        with rendered_in(self.theme):
            for file in self.files.documentation_pages():
                if file.page is not None and file.page.content is not None:
                    self._prepare_page(file.page, file.page.content)

    def _prepare_page(self, page: HostPage, html: str) -> None:
        uri = page.file.src_uri
        record, view = self._record(page.file), self.views.get(uri)
        if view is not None and not view.is_indexed:
            self._indexed.replace(page, view_search_text(view, html) if view.is_first_page else "")
        elif record is not None:
            head = html if uri in self.generated else self._head(page.file)
            self._indexed.insert(page, record_search_text(self.site, record, head), _end_of_heading(html))

    def around(self, page: HostPage) -> str:
        """The HTML of a page, with the content that docgraph shows above and below the author's text.

        MkDocs calls this after search plugins have indexed the page. They index little of that content, because it
        repeats the names of other records.
        """
        html = self._indexed.restore(page)
        uri, path = page.file.src_uri, self._path_of(page.file)
        self._add_headings(page)
        if uri in self.views or uri in self.generated:
            return html
        record = self.own_pages.get(path)
        top = self._in_language(self._head(page.file) if record else self._panel(path, page.file))
        bottom = self._in_language(self.rendering.text("foot", uri)) if record else ""
        split = _end_of_heading(html)
        return "".join((html[:split], top, html[split:], bottom))

    def _head(self, file: File) -> str:
        if ("head", file.src_uri) not in self.rendering.jobs:
            self._add_jobs(file)  # another plugin added the page later
        return self.rendering.text("head", file.src_uri)

    def _add_headings(self, page: HostPage) -> None:
        record, view = self._record(page.file), self.views.get(page.file.src_uri)
        with rendered_in(self.theme):
            if record is not None:
                add_to_toc(page, record.title or record.id, record_headings(self.site, record))
            elif view is not None:
                add_to_toc(page, view.title, view.headings)

    def _panel(self, path: str, file: File) -> str:
        with rendered_in(self.theme):
            return panel(self.site, path, self._targets.href(file))

    def _in_language(self, html: str) -> str:
        language = self.theme.catalogue.language
        return f'<div lang="{language}" dir="{direction(language)}">{html}</div>' if self.marked and html else html

    def _record(self, file: File) -> Record | None:
        return self.generated.get(file.src_uri) or self.own_pages.get(self._path_of(file))

    def _path_of(self, file: File) -> str:
        return path_of(self.project, file, self.translations)

    def source_link(self, record: Record, page: File) -> str:
        """The path of a record's document, for a Markdown link in `page`; empty if it has no page."""
        file = self._targets.file(record)
        return posixpath.relpath(file.src_uri, posixpath.dirname(page.src_uri) or ".") if file else ""


def _end_of_heading(html: str) -> int:
    """The offset below the first heading of a page; 0 if the page begins with other content."""
    heading = _FIRST_HEADING.match(html)
    return heading.end() if heading else 0
