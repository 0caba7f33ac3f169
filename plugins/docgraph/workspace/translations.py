"""Reads the languages of a site from the settings of mkdocs-static-i18n."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgraph.model.location import KeyPath
from docgraph.model.settings_error import SettingsError
from docgraph.model.translations import Translations


def translations_in(options: Mapping[str, Any], path: KeyPath = ("plugins", "i18n")) -> Translations:
    """The languages in the settings of the `i18n` plugin.

    `path` is the key path of the plugin, for messages. Raises `SettingsError` if `languages` is not a list.
    """
    given = options.get("languages") or []
    if not isinstance(given, (list, tuple)):
        message = f"`plugins.i18n.languages` must be a list of languages, each with a `locale`, not `{str(given)[:60]}`"
        raise SettingsError(message, (*path, "languages"))
    languages = [language for language in given if isinstance(language, Mapping) and language.get("locale")]
    default = next((str(language["locale"]) for language in languages if language.get("default")), "")
    others = tuple(str(language["locale"]) for language in languages if language["locale"] not in (default, "null"))
    return Translations(default, others, options.get("docs_structure") == "folder") if default else Translations()
