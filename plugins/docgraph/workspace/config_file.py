"""Finds a project and reads its settings from `mkdocs.yml` or `docgraph.toml`.

No code that `mkdocs.yml` names is run.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from msgspec import Struct, field

from docgraph.model.settings_error import SettingsError
from docgraph.workspace.checked_settings import checked_settings
from docgraph.workspace.inclusion import Patterns
from docgraph.workspace.plugin_section import OURS, entries, own_options
from docgraph.workspace.setting_locations import MOST_INHERITED, TOO_MANY, reject_duplicate_keys, with_locations
from docgraph.workspace.setting_values import cropped, folder_named, patterns_in
from docgraph.workspace.symlinks import docs_folder
from docgraph.workspace.translations import translations_in
from docgraph.workspace.unreadable_configuration import unreadable_configuration

if TYPE_CHECKING:
    from docgraph.model.settings import Settings

_SITE_CONFIG_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml", "properdocs.yaml")
OWN_FILE = "docgraph.toml"
_READ = ("docs_dir", "exclude_docs", "draft_docs", "use_directory_urls", "plugins", "INHERIT")
_MERGE = "tag:yaml.org,2002:merge"
_MAX_DEPTH = 64
_META = ("meta", "material/meta", "materialx/meta")


class Found(Struct, frozen=True):
    """A project with its settings before validation.

    `docs` is the docs folder, `options` are the docgraph settings, and `patterns` are settings of the site generator
    about files. `meta_file` is the name of files with front matter for all pages in a folder, such as `.meta.yml`;
    empty if the project has none.
    """

    root: Path
    docs: Path
    options: Mapping[str, Any] = field(default_factory=dict)
    configuration: Path | None = None
    patterns: Patterns = Patterns()
    meta_file: str = ""

    @property
    def hosted(self) -> bool:
        """Whether the project has the configuration file of a site generator."""
        return _is_hosted(self.configuration)

    def layout(self) -> Layout:
        """The project with validated settings. Raises `SettingsError` if a setting is invalid."""
        with with_locations(self.configuration):
            settings = checked_settings(dict(self.options))
        return Layout(self.root, self.docs, settings, self.configuration, self.patterns, self.meta_file)


class Layout(Struct, frozen=True):
    """A project with validated settings.

    `docs` is the docs folder, and `patterns` are settings of the site generator about files. `meta_file` is the name of
    files with front matter for all pages in a folder, such as `.meta.yml`; empty if the project has none.
    """

    root: Path
    docs: Path
    settings: Settings
    configuration: Path | None = None
    patterns: Patterns = Patterns()
    meta_file: str = ""

    @property
    def hosted(self) -> bool:
        """Whether the project has the configuration file of a site generator."""
        return _is_hosted(self.configuration)

    @property
    def options(self) -> Mapping[str, Any]:
        """The docgraph settings as plain values. Names have `_`, as in `fail_on`."""
        return self.settings.model_dump(warnings=False)


def _is_hosted(configuration: Path | None) -> bool:
    return configuration is not None and configuration.suffix != ".toml"


def layout_of(path: Path, configuration: Path | None = None) -> Layout:
    """The project at `path`, a project folder or a docs folder, with validated settings.

    `configuration` is the configuration file to use in place of the nearest one. Raises `SettingsError` if `path` is
    not a folder, if the configuration file cannot be read, or if a setting is invalid.
    """
    return found_at(path, configuration).layout()


def found_at(path: Path, configuration: Path | None = None) -> Found:
    """The project at `path`, a project folder or a docs folder, with settings before validation.

    `configuration` is the configuration file to use in place of the nearest one. Raises `SettingsError` if `path` is
    not a folder, or if the configuration file cannot be read.
    """
    if not os.path.isdir(path):
        what = "is a file; pass the project or its docs folder" if os.path.exists(path) else "does not exist"
        raise SettingsError(f"{path}: {what}")
    if configuration is not None:
        return found_by(configuration, path)
    here = path.resolve()
    nearest = nearest_configuration(here)
    if nearest is not None:
        reject_ignored_toml(nearest)
        found = found_by(nearest)
        if here in (nearest.parent, found.docs) or found.docs in here.parents:
            return found
    return Found(here, here)


def nearest_configuration(path: Path) -> Path | None:
    """The configuration file in `path` or in its nearest parent folder; None if there is none."""
    here = path.resolve()
    return next(filter(None, map(configuration_in, (here, *here.parents))), None)


def configuration_in(folder: Path) -> Path | None:
    """The configuration file in `folder`; None if there is none."""
    return next((folder / name for name in (*_SITE_CONFIG_FILES, OWN_FILE) if os.path.isfile(folder / name)), None)


def has_our_settings(configuration: Path) -> bool:
    """Whether a configuration file configures docgraph.

    True for a TOML file, and for a site generator's file with the docgraph plugin. Raises `SettingsError` if the file
    cannot be read.
    """
    if not _is_hosted(configuration):
        return True
    return any(name == OURS for _, name, _ in entries(site_settings(configuration).get("plugins")))


def reject_ignored_toml(configuration: Path) -> None:
    """Raise `SettingsError` if a `docgraph.toml` is beside a site generator's configuration file.

    The settings in the `docgraph.toml` would be ignored.
    """
    unread = configuration.with_name(OWN_FILE)
    if configuration.name != OWN_FILE and os.path.isfile(unread):
        there = f"below `- docgraph:` under `plugins` of {configuration.name}"
        message = f"is not read beside {configuration.name}; write its settings {there}, and delete it"
        raise SettingsError(f"{unread}: {message}, or move it and give it with `--config`")


def found_by(configuration: Path, docs: Path | None = None) -> Found:
    """The project with the configuration file `configuration`, and with settings before validation.

    `docs` overrides the docs folder that the file sets. Raises `SettingsError` if the file cannot be read.
    """
    root = configuration.resolve().parent
    if configuration.suffix == ".toml":
        return _from_toml(configuration, root, docs)
    site = site_settings(configuration)
    with with_locations(configuration):
        folder = docs or docs_folder(root, folder_named(site.get("docs_dir"), "docs_dir"), configuration)
        if not os.path.isdir(folder):
            raise SettingsError(f"`docs_dir: {cropped(folder.name)}` does not exist; create it", ("docs_dir",))
        options = own_options(site.get("plugins"))
        plugins = {
            name: (path, given if isinstance(given, Mapping) else {})
            for path, name, given in entries(site.get("plugins"))
        }
        path, given = plugins.get("i18n", ((), {}))
        patterns = Patterns(
            patterns_in(site.get("exclude_docs"), "exclude_docs"),
            patterns_in(site.get("draft_docs"), "draft_docs"),
            translations_in(given, path),
            site.get("use_directory_urls") is not False,
        )
    meta = next((given for name, (_, given) in plugins.items() if name in _META), None)
    meta_file = str(meta.get("meta_file", ".meta.yml")) if meta is not None and meta.get("enabled", True) else ""
    return Found(root, folder.resolve(), options, configuration, patterns, meta_file)


def _from_toml(configuration: Path, root: Path, docs: Path | None) -> Found:
    import tomllib  # slow to import, and few projects need it

    try:
        raw = tomllib.loads(configuration.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError) as error:
        raise unreadable_configuration(configuration, error) from None
    named = raw.pop("docs-dir", raw.pop("docs_dir", None))
    with with_locations(configuration):
        folder = docs or docs_folder(root, folder_named(named, "docs-dir"), configuration)
        if docs is None and named is None and not os.path.isdir(folder):
            folder = root
        if not os.path.isdir(folder):
            raise SettingsError(f"`docs-dir = {cropped(named)}` does not exist; create it", ("docs-dir",))
    return Found(root, folder.resolve(), raw, configuration)


class _SiteConfigLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML loader that evaluates `!ENV` as MkDocs does, and ignores other tags, so no code runs."""


def _of_environment(loader: _SiteConfigLoader, node: yaml.Node) -> Any:
    # slow to import, and few projects need it
    from yaml_env_tag import construct_env_tag

    return construct_env_tag(loader, node)


_SiteConfigLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)
_SiteConfigLoader.add_constructor("!ENV", _of_environment)
_SiteConfigLoader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def site_settings(configuration: Path, depth: int = 0) -> dict[str, Any]:
    """The settings in a site generator's file that docgraph reads, including inherited settings.

    `depth` is the number of files that inherit from `configuration`. Raises `SettingsError` if a file cannot be read.
    """
    try:
        text = configuration.read_text(encoding="utf-8-sig")
        _guard(text, configuration)
        loader = _SiteConfigLoader(text)
        node = loader.get_single_node()
        if node is not None and not isinstance(node, yaml.MappingNode):
            raise SettingsError(f"{configuration}: has no settings; pass a mkdocs.yml or a docgraph.toml")
        reject_duplicate_keys(node, configuration.name)
        found = {key: loader.construct_object(value, deep=True) for key, value in _read_keys(node).items()}
    except (OSError, yaml.YAMLError, ValueError) as error:
        raise unreadable_configuration(configuration, error) from None
    if "INHERIT" not in found:
        return found
    parent = found.pop("INHERIT")
    with with_locations(configuration):
        above = _inherited_file(configuration, parent, depth)
    return _merged(site_settings(above, depth + 1), found)


def _inherited_file(configuration: Path, named: object, depth: int) -> Path:
    if not isinstance(named, str):
        raise SettingsError(f"`INHERIT` must be the path of a file, not `{cropped(named)}`", ("INHERIT",))
    if depth >= MOST_INHERITED:
        raise SettingsError(TOO_MANY, ("INHERIT",))
    above = configuration.parent / named
    if not os.path.isfile(above):
        raise SettingsError(f"`INHERIT: {cropped(named)}` names no file", ("INHERIT",))
    return above


def _read_keys(node: yaml.Node | None) -> dict[str, yaml.Node]:
    found: dict[str, yaml.Node] = {}
    todo, seen = [node], set()
    while todo:
        part = todo.pop()
        if isinstance(part, yaml.SequenceNode):
            todo += reversed(part.value)
        elif isinstance(part, yaml.MappingNode) and id(part) not in seen:
            seen.add(id(part))
            own = {key.value: value for key, value in part.value if isinstance(key, yaml.ScalarNode)}
            for name in _READ:
                if name in own:
                    found.setdefault(name, own[name])
            todo += [value for key, value in reversed(part.value) if key.tag == _MERGE]
    return found


def _merged(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in own.items():
        before = merged.get(key)
        merged[key] = _merged(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return merged


def _guard(text: str, configuration: Path) -> None:
    """Raise `SettingsError` if values are nested so deeply that PyYAML's C parser would crash."""
    depth = 0
    for event in yaml.parse(text, Loader=_SiteConfigLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _MAX_DEPTH:
                raise SettingsError(f"{configuration}: values are nested deeper than {_MAX_DEPTH}")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
