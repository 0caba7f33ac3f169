"""The MkDocs plugin: the gate before a build, heads and feet on record pages, generated pages. Thin over `app`."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from docgraph.app import STYLE, Project, Result, check
from docgraph.hosts.cache import cache_of
from docgraph.hosts.collection import held_back
from docgraph.hosts.documents import Documents
from docgraph.hosts.mkdocs_edition import edition_for, try_out
from docgraph.hosts.mkdocs_layout import layout_from, settings_given
from docgraph.hosts.mkdocs_messages import judge
from docgraph.hosts.mkdocs_neighbours import adds_pages, known_to_redirects, language_folder, translations_of
from docgraph.hosts.mkdocs_pages import Publication
from docgraph.hosts.mkdocs_serving import OnDemand
from docgraph.hosts.mkdocs_sources import changed_by_plugins, readable, refuse_endless, refuse_unreachable, withheld
from docgraph.hosts.mkdocs_titles import show_navigation, shown_titles
from docgraph.hosts.projects import project_at
from docgraph.hosts.setting_places import placed
from docgraph.hosts.wikilinks import Wikilinks
from docgraph.model.fault import SettingsError
from docgraph.model.internal_error import described
from docgraph.model.settings import Settings
from docgraph.views import Edition


class DocgraphPlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Registered as `docgraph`. All state of a build is made anew in `on_pre_build`."""

    def __init__(self) -> None:
        self.serving = False
        self.settings = Settings()
        self.file: Path | None = None
        self.project: Project | None = None
        self.result: Result | None = None
        self.edition: Edition | None = None
        self.publication: Publication | None = None
        self.documents: Documents | None = None
        self.wikilinks = Wikilinks()
        self.later = OnDemand()

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

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        if STYLE not in config.extra_css:
            # before a team's own style sheets, so that theirs win
            config.extra_css.insert(0, STYLE)
        self.wikilinks.add_to(config.markdown_extensions)
        return config

    def on_pre_build(self, config: MkDocsConfig) -> None:
        """The gate, while the old site is still whole. Further languages of a site are of documents judged already."""
        if not language_folder(config) or self.result is None:
            self._judge(config)
        self.edition = edition_for(config, self.settings.language)
        if self.result is not None and not self.serving:
            try_out(self.edition, self.result)

    def _judge(self, config: MkDocsConfig) -> None:
        self.later.begin()
        try:
            with placed(self.file), held_back(to_the_end=not self.serving):
                layout = layout_from(config, self.settings)
                self.documents = self.documents or Documents(cache_of(layout.root))
                self.project = project_at(layout, reader=self.documents)
                self.result = check(self.project)
        except SettingsError as error:
            raise PluginError(f"docgraph: {error}") from None
        except Exception as error:
            raise PluginError(f"docgraph: internal error: {described(error)}; please report it") from None
        judge(self.result, config, serving=self.serving, complete=not (self.serving and adds_pages(config, self)))
        refuse_endless(self.result, layout.root)
        refuse_unreachable(self.project, self.result, "" if self.serving else config.site_dir)

    @event_priority(-200)
    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        """A second look when other plugins added pages; then the pages that we generate."""
        if self.project is None or self.result is None or self.edition is None:
            return files
        changed = changed_by_plugins(self.project, files, translations_of(config), config.docs_dir)
        first = {finding.fingerprint for finding in self.result.findings}
        if changed is not None:
            self.project, self.result = changed, check(changed)
        if changed is not None or adds_pages(config, self):
            judge(self.result, config, serving=self.serving, known=first)
        withheld(self.result, self.project, files)
        publication = Publication(self.result, self.project, self.edition, files, config, self.later)
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

    @event_priority(-100)
    def on_page_context(self, context: Any, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
        if self.publication is not None:
            page.content = self.publication.around(page.content or "", page)

    @event_priority(100)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Before other plugins look at the whole site, or build it in a further language."""
        if self.publication is not None:
            self.publication.end()

    def on_build_error(self, error: Exception, **kwargs: Any) -> None:
        if self.publication is not None:
            self.publication.end(complete=False)
