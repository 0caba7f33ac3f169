"""Adapts to two other plugins: mkdocs-static-i18n and redirects.

mkdocs-static-i18n builds the site once for each language.
"""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from docgraph.model.translations import Translations
from docgraph.workspace.translations import translations_in


def translations_of(config: MkDocsConfig) -> Translations:
    """The languages that mkdocs-static-i18n is configured to build; empty without that plugin."""
    plugin: Any = config.plugins.get("i18n")
    return translations_in(plugin.config) if hasattr(plugin, "current_language") else Translations()


def language_folder(config: MkDocsConfig) -> str:
    """The folder in the site for the language of the current build; empty for the default language."""
    current = current_language(config)
    return current if current in translations_of(config).others else ""


def current_language(config: MkDocsConfig) -> str:
    """The language that mkdocs-static-i18n is building; empty without that plugin."""
    return str(getattr(config.plugins.get("i18n"), "current_language", None) or "")


def known_to_redirects(config: MkDocsConfig, files: Files) -> None:
    """Let redirects of the `redirects` plugin lead to generated pages.

    The plugin collects possible targets before the pages are generated.
    """
    pages = getattr(config.plugins.get("redirects"), "doc_pages", None)
    if isinstance(pages, dict):
        for file in files.documentation_pages():
            pages.setdefault(file.src_uri, file)


def adds_pages(config: MkDocsConfig, ours: object) -> bool:
    """Whether a plugin other than `ours` handles `on_files`, and so may add pages."""
    return any(getattr(method, "__self__", None) is not ours for method in config.plugins.events["files"])
