"""The MkDocs plugin: checks the project before a build, then adds generated content and pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from docgraph.app import STYLE, CheckResult, Project, check
from docgraph.mkdocs.build_check import BuildCheck, watch_other_files
from docgraph.mkdocs.lazy_serve import LazyPages
from docgraph.mkdocs.log_findings import log_result
from docgraph.mkdocs.old_site import OldSite
from docgraph.mkdocs.other_plugins import adds_pages, known_to_redirects, language_folder, translations_of
from docgraph.mkdocs.project_layout import settings_given
from docgraph.mkdocs.publication import Publication
from docgraph.mkdocs.sources import changed_by_plugins, readable, remove_generated, remove_unpublishable
from docgraph.mkdocs.theme import smoke_render, theme_for
from docgraph.mkdocs.titles import show_navigation, shown_titles
from docgraph.mkdocs.wikilinks import Wikilinks
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError
from docgraph.site import Theme


class DocgraphPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """The MkDocs plugin `docgraph`. `on_pre_build` resets the state of a build."""

    def __init__(self) -> None:
        self.serving = False
        self.settings = Settings()
        self.file: Path | None = None
        self.project: Project | None = None
        self.result: CheckResult | None = None
        self.theme: Theme | None = None
        self.publication: Publication | None = None
        self.build_check = BuildCheck(self)
        self.wikilinks = Wikilinks()
        self.later = LazyPages()
        self.old_site = OldSite()

    def load_config(self, options: dict[str, Any], config_file_path: str | None = None) -> tuple[Any, Any]:
        super().load_config({}, config_file_path)
        self.file = Path(config_file_path) if config_file_path else None
        try:
            self.settings = settings_given(options, self.file)
        except SettingsError as error:
            return [("docgraph", error)], []
        return [], []

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        self.serving, self.later.dirty = command == "serve", dirty

    def on_serve(self, server: Any, /, *, config: MkDocsConfig, builder: Any) -> None:
        self.later.serve(server, config.site_url)
        watch_other_files(server, self.settings, self.project, config)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if STYLE not in config.extra_css:
            # before a team's own style sheets, so that theirs win
            config.extra_css.insert(0, STYLE)
        self.wikilinks.add_to(config.markdown_extensions)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """Check the project before MkDocs deletes the old site.

        The build of another language uses the result of the default language, because the documents are the same.
        """
        if not language_folder(config) or self.result is None:
            self.later.begin()
            self.project, self.result = self.build_check.check(config, self.settings, self.file, self.serving)
        self.theme = theme_for(config, self.settings.language)
        if not self.serving:
            smoke_render(self.theme, self.result)
            if not self.later.dirty:
                self.old_site.keep(config.site_dir)

    @event_priority(-200)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """Check again if other plugins added pages, then add the generated pages."""
        if self.project is None or self.result is None or self.theme is None:
            return files
        remove_generated(files, self.settings.pages, config.docs_dir)
        changed = changed_by_plugins(self.project, files, translations_of(config), config.docs_dir)
        first = {finding.fingerprint for finding in self.result.findings}
        if changed is not None:
            self.project, self.result = changed, check(changed)
        if changed is not None or adds_pages(config, self):
            log_result(self.result, config, serving=self.serving, known=first, site=self.old_site.when_a_build_fails)
        remove_unpublishable(self.result, self.project, files)
        publication = Publication(self.result, self.project, self.theme, files, config, self.later)
        self.publication = self.wikilinks.publication = publication
        publication.add_files()
        known_to_redirects(config, files)
        return files

    @event_priority(-100)
    def on_nav(self, nav: Navigation, config: MkDocsConfig, files: Files) -> None:
        show_navigation(nav)

    def on_page_read_source(self, page: Page, config: MkDocsConfig) -> str | None:
        return readable(self.result, self.project, page.file) if self.result and self.project else None

    @event_priority(-50)
    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, files: Files) -> None:
        if self.publication is not None:
            self.wikilinks.page = page.file
            self.publication.title(page)

    @event_priority(-50)
    def on_page_content(self, html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
        return shown_titles(page, (self.publication and self.publication.content(html, page)) or html)

    def on_env(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        if self.publication is not None:
            self.publication.fill_files()
            self.publication.prepare_indexing()

    @event_priority(-100)
    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        if self.publication is not None:
            page.content = self.publication.around(page)

    @event_priority(100)
    def _finish_writing(self, config: MkDocsConfig) -> None:
        if self.publication is not None:
            self.publication.end()

    @event_priority(-1000)
    def _delete_old_site(self, config: MkDocsConfig) -> None:
        self.old_site.end()

    on_post_build = CombinedEvent(_finish_writing, _delete_old_site)

    def on_build_error(self, error: Exception, **kwargs: Any) -> None:
        if self.publication is not None:
            self.publication.end(complete=False)
        self.old_site.restore()

    def on_shutdown(self) -> None:
        """Restore the old site after an interrupt. MkDocs does not call `on_build_error` then."""
        self.old_site.restore()
