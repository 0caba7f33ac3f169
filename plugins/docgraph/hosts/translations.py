"""Which documents are translations, as mkdocs-static-i18n lays them out: those hold no records of their own."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from msgspec import Struct

from docgraph.model.fault import SettingsError
from docgraph.model.location import KeyPath


class Translations(Struct, frozen=True):
    """The languages of a site: `default` is that of the documents that count, `others` those that they are put into.

    With `folders` each language has a folder of its own, else a suffix, `page.de.md`."""

    default: str = ""
    others: tuple[str, ...] = ()
    folders: bool = False

    @property
    def patterns(self) -> str:
        """The translations, as lines of a `.gitignore` in the docs folder."""
        return "\n".join(f"/{one}/" if self.folders else f"*.{one}.md" for one in self.others)

    def original(self, path: str) -> str:
        """The path of the document that the one at `path` in the docs folder translates; else itself."""
        if not self.others:
            return path
        parts = PurePosixPath(path)
        if self.folders:
            first, *rest = parts.parts
            return "/".join((self.default, *rest)) if first in self.others and rest else path
        stem, dot, language = parts.stem.rpartition(".")
        return str(parts.with_name(stem + parts.suffix)) if dot and language in self.others else path

    def originals(self, path: str) -> tuple[str, ...]:
        """The paths that the document may have which the one at `path` translates."""
        original = PurePosixPath(self.original(path))
        named = original.with_name(f"{original.stem}.{self.default}{original.suffix}")
        return (str(original),) if self.folders else (str(original), str(named))

    def translated(self, path: str) -> bool:
        return self.original(path) != path


def translations_in(options: Mapping[str, Any], path: KeyPath = ("plugins", "i18n")) -> Translations:
    """The languages in the options of the plugin `i18n`, which are written at `path`. Raises `SettingsError`."""
    given = options.get("languages") or []
    if not isinstance(given, (list, tuple)):
        message = f"`plugins.i18n.languages` takes a list of languages, each with a `locale`, not `{str(given)[:60]}`"
        raise SettingsError(message, (*path, "languages"))
    languages = [one for one in given if isinstance(one, Mapping) and one.get("locale")]
    default = next((str(one["locale"]) for one in languages if one.get("default")), "")
    others = tuple(str(one["locale"]) for one in languages if one["locale"] not in (default, "null"))
    return Translations(default, others, options.get("docs_structure") == "folder") if default else Translations()
