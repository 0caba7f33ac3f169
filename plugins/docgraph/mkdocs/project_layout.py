"""Reads the folders and settings of a project from the MkDocs configuration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from docgraph.mkdocs.other_plugins import translations_of
from docgraph.model.settings import Settings
from docgraph.model.settings_error import SettingsError
from docgraph.workspace.checked_settings import checked_settings
from docgraph.workspace.config_file import Layout, reject_ignored_toml
from docgraph.workspace.inclusion import Patterns
from docgraph.workspace.plugin_section import TWICE
from docgraph.workspace.setting_locations import reject_duplicate_keys_in, with_locations
from docgraph.workspace.symlinks import docs_folder


def settings_given(options: dict[str, Any], file: Path | None) -> Settings:
    """Validate the settings that MkDocs read from `file`.

    Raises `SettingsError` for an invalid setting, and for a key that `file` has twice. MkDocs would silently use the
    second value.
    """
    with with_locations(file):
        if file is not None:
            reject_duplicate_keys_in(file)
        return checked_settings(options)


def project_root(config: MkDocsConfig) -> Path:
    """The folder of the MkDocs configuration; without a file, the folder above the docs folder."""
    return Path(config.config_file_path or config.docs_dir).resolve().parent


def layout_from(config: MkDocsConfig, settings: Settings) -> Layout:
    """The project folder, the docs folder and the excluded files of an MkDocs configuration.

    Raises `SettingsError` if there are settings in two files, or if the docs folder is a link out of the repository.
    """
    # the name that MkDocs gives to a second entry of a plugin
    if "docgraph #2" in config.plugins:
        raise SettingsError(TWICE)
    docs = Path(config.docs_dir)
    file = Path(config.config_file_path) if config.config_file_path else None
    if file is not None:
        reject_ignored_toml(file)
    root = project_root(config)
    if file is not None:
        docs = docs_folder(root, config.docs_dir, file)
    patterns = Patterns(
        _lines(config.exclude_docs),
        _lines(config.draft_docs),
        translations_of(config),
        config.use_directory_urls,
    )
    meta = next((plugin for name, plugin in config.plugins.items() if name.split("/")[-1] == "meta"), None)
    enabled = meta is not None and bool(getattr(meta.config, "enabled", True))
    meta_file = str(getattr(meta.config, "meta_file", ".meta.yml")) if meta is not None and enabled else ""
    if config.strict and settings.fail_on == "error":
        # MkDocs itself would fail on warnings only after it deleted the old site
        settings = settings.model_copy(update={"fail_on": "warning"})
    return Layout(root, docs.resolve(), settings, file, patterns, meta_file)


def _lines(spec: Any) -> str:
    return "\n".join(str(pattern.pattern) for pattern in spec.patterns) if spec is not None else ""
