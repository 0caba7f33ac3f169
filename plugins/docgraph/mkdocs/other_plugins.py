"""Integration with the plugins mkdocs-static-i18n (one build per language) and redirects."""

from __future__ import annotations

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from docgraph.model.translations import Translations
from docgraph.workspace.translations import translations_in


def translations_of(config: MkDocsConfig) -> Translations:
    """The languages of mkdocs-static-i18n; empty without it."""
    plugin: Any = config.plugins.get("i18n")
    return translations_in(plugin.config) if hasattr(plugin, "current_language") else Translations()


def language_folder(config: MkDocsConfig) -> str:
    """The site folder of the language that is being built; empty for the default language."""
    current = current_language(config)
    return current if current in translations_of(config).others else ""


def current_language(config: MkDocsConfig) -> str:
    """The language that mkdocs-static-i18n is building; empty without it."""
    return str(getattr(config.plugins.get("i18n"), "current_language", None) or "")


def known_to_redirects(config: MkDocsConfig, files: Files) -> None:
    """Add pages to the redirect targets of the `redirects` plugin, which collected them earlier."""
    pages = getattr(config.plugins.get("redirects"), "doc_pages", None)
    if isinstance(pages, dict):
        for file in files.documentation_pages():
            pages.setdefault(file.src_uri, file)


def adds_pages(config: MkDocsConfig, ours: object) -> bool:
    """Whether a plugin other than `ours` handles `on_files`, and so may add pages."""
    return any(getattr(method, "__self__", None) is not ours for method in config.plugins.events["files"])
