"""Plugins that have to be met halfway: mkdocs-static-i18n, which builds a site once a language, and redirects."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from docgraph.model.translations import Translations
from docgraph.workspace.translations import translations_in


def translations_of(config: MkDocsConfig) -> Translations:
    """The languages that the site is built in; none where one build makes all of it."""
    plugin: Any = config.plugins.get("i18n")
    return translations_in(plugin.config) if hasattr(plugin, "current_language") else Translations()


def language_folder(config: MkDocsConfig) -> str:
    """The folder of the site that the language being built goes to; empty for the default language."""
    current = current_language(config)
    return current if current in translations_of(config).others else ""


def current_language(config: MkDocsConfig) -> str:
    """The language that mkdocs-static-i18n builds now; empty without it."""
    return str(getattr(config.plugins.get("i18n"), "current_language", None) or "")


def known_to_redirects(config: MkDocsConfig, files: Files) -> None:
    """Let the plugin `redirects`, which looked at the files before us, lead to generated pages too."""
    pages = getattr(config.plugins.get("redirects"), "doc_pages", None)
    if isinstance(pages, dict):
        for file in files.documentation_pages():
            pages.setdefault(file.src_uri, file)


def adds_pages(config: MkDocsConfig, ours: object) -> bool:
    """Whether another plugin may add pages to those of the docs folder."""
    return any(getattr(method, "__self__", None) is not ours for method in config.plugins.events["files"])
