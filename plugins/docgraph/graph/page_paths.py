"""Finds records by the path of their document or of the folder that contains it."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from urllib.parse import unquote

from docgraph.kinds import BY_NAME
from docgraph.model.record import Record
from docgraph.text.slug import normalize

_DATA = (".yaml", ".yml", ".json")


class PagePaths:
    """An index of records by the paths of their documents."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._on_page: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            self._on_page[normalize(record.path)].append(record)

    @cached_property
    def _in_folder(self) -> dict[str, list[Record]]:
        found: dict[str, list[Record]] = defaultdict(list)
        for path, records in self._on_page.items():
            found[posixpath.dirname(path)] += records
        return found

    def linked(self, href: str, path: str, kinds: tuple[str, ...]) -> Record | None:
        """The record of `kinds` in the document that a link leads to; None if there is not exactly one.

        `href` is relative to the document at `path`.
        """
        target = posixpath.join(posixpath.dirname(path), unquote(href.partition("#")[0]))
        on_page = self._on_page.get(normalize(posixpath.normpath(target)), ())
        return _only(_of_kinds(on_page, kinds))

    def only_at(self, href: str, kinds: tuple[str, ...]) -> Record | None:
        """The record of `kinds` in the file or folder at `href`; None if there is not exactly one.

        `href` is relative to the project folder.
        """
        return _only(self.at(f"/{unquote(href.partition('#')[0])}", "", kinds)) if "/" in href else None

    def at(self, text: str, path: str, kinds: tuple[str, ...]) -> Sequence[Record]:
        """The records of `kinds` in the file or folder at the path `text`.

        `text` is relative to the document at `path`, else to the project folder. If it starts with `/`, it is relative
        to the project folder.
        """
        for base in ("",) if text.startswith("/") else (posixpath.dirname(path), ""):
            there = normalize(posixpath.normpath(posixpath.join(base, text.strip("/"))))
            found = _of_kinds((*self._on_page.get(there, ()), *self._in_folder.get(there, ())), kinds)
            found = found or _of_kinds(self._described_by(there), kinds)
            if found:
                return found
        return ()

    def _described_by(self, path: str) -> list[Record]:
        folder, name = posixpath.split(path)
        is_readme = name.lower() == "readme.md"
        return (
            [record for record in self._in_folder.get(folder, ()) if record.path.endswith(_DATA)] if is_readme else []
        )


def _of_kinds(records: Iterable[Record], kinds: tuple[str, ...]) -> list[Record]:
    return [record for record in records if record.kind in (kinds or BY_NAME)]


def _only(found: Sequence[Record]) -> Record | None:
    return found[0] if len(found) == 1 else None
