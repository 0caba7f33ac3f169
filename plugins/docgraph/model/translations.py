"""The languages of a site, with the file layouts of mkdocs-static-i18n."""

from __future__ import annotations

from pathlib import PurePosixPath

from msgspec import Struct


class Translations(Struct, frozen=True):
    """The languages of a site.

    `default` is the language of the documents, `others` are the languages of their translations. With `folders`, each
    language has a folder. Otherwise, the language is a suffix of the file name: `page.de.md`.
    """

    default: str = ""
    others: tuple[str, ...] = ()
    folders: bool = False

    @property
    def patterns(self) -> str:
        """`.gitignore` patterns that match the translations in the docs folder, one on each line."""
        return "\n".join(f"/{language}/" if self.folders else f"*.{language}.md" for language in self.others)

    def original(self, path: str) -> str:
        """The path of the document that the file at `path` translates, relative to the docs folder.

        Returns `path` if the file is not a translation.
        """
        if not self.others:
            return path
        parts = PurePosixPath(path)
        if self.folders:
            first, *rest = parts.parts
            return "/".join((self.default, *rest)) if first in self.others and rest else path
        stem, dot, language = parts.stem.rpartition(".")
        return str(parts.with_name(stem + parts.suffix)) if dot and language in self.others else path

    def originals(self, path: str) -> tuple[str, ...]:
        """The paths at which the document that the file at `path` translates may be."""
        original = PurePosixPath(self.original(path))
        named = original.with_name(f"{original.stem}.{self.default}{original.suffix}")
        return (str(original),) if self.folders else (str(original), str(named))

    def without_language(self, path: str) -> str:
        """`path` without its language. It is the same for a document and all its translations."""
        if not self.others:
            return path
        languages = (self.default, *self.others)
        parts = PurePosixPath(path)
        if self.folders:
            first, *rest = parts.parts
            return "/".join(rest) if rest and first in languages else path
        stem, dot, language = parts.stem.rpartition(".")
        return str(parts.with_name(stem + parts.suffix)) if dot and language in languages else path

    def translated(self, path: str) -> bool:
        """Whether the file at `path` is a translation."""
        return self.original(path) != path
