"""The layout of a project from MkDocs' own configuration, so that the plugin reads the files that the command reads."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from docgraph.hosts.configuration import Layout, alone
from docgraph.hosts.mkdocs_neighbours import translations_of
from docgraph.hosts.plugin_entries import TWICE
from docgraph.model.fault import SettingsError
from docgraph.model.settings import Settings


def layout_from(config: MkDocsConfig, settings: Settings) -> Layout:
    """Root, docs folder and exclusions as MkDocs understood them. Raises `SettingsError` for settings in two places."""
    # so MkDocs names the second entry of one plugin
    if "docgraph #2" in config.plugins:
        raise SettingsError(TWICE)
    docs = Path(config.docs_dir)
    file = Path(config.config_file_path) if config.config_file_path else None
    if file is not None:
        alone(file)
    root = file.resolve().parent if file else docs.resolve().parent
    patterns = [spec for spec in (config.exclude_docs, config.draft_docs) if spec is not None]
    lines = [str(pattern.pattern) for spec in patterns for pattern in spec.patterns if hasattr(pattern, "pattern")]
    lines.append(translations_of(config).patterns)
    meta = next((plugin for name, plugin in config.plugins.items() if name.split("/")[-1] == "meta"), None)
    enabled = meta is not None and bool(getattr(meta.config, "enabled", True))
    meta_file = str(getattr(meta.config, "meta_file", ".meta.yml")) if meta is not None and enabled else ""
    if config.strict and settings.fail_on == "error":
        # the host would count warnings when the old site is gone
        settings = settings.model_copy(update={"fail_on": "warning"})
    return Layout(root, docs.resolve(), settings, file, "\n".join(lines), meta_file)
