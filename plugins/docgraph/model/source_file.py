"""A file as it was found: its path and its bytes, and the files that speak for its whole folder."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import dirname

from msgspec import Struct

from docgraph.model.problem import Problem


class SourceFile(Struct, frozen=True):
    """The raw bytes of a file; `path` is relative to the project root, with `/`.

    `inherited` are the `.meta.yml` files from which the host adds front matter to this page, the outermost first.
    `withheld` is why its bytes cannot be had, where that matters to others.
    """

    path: str
    content: bytes
    inherited: tuple[SourceFile, ...] = ()
    unreadable: Problem | None = None

    @property
    def content_parts(self) -> tuple[bytes, ...]:
        """All bytes that count for what is read here."""
        above = (
            part
            for file in self.inherited
            for part in (file.path.encode(), file.content, repr(file.unreadable).encode())
        )
        return self.content, *above


def inherited_by(path: str, meta_files: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    """Those of a docs folder's `.meta.yml` files that give front matter to the page at `path`, the outermost first.

    As Material's plugin, this compares texts: `bot/.meta.yml` gives to `bots/big.md` and `bot.md` as well.
    """
    found = (file for file in meta_files if path.startswith(dirname(file.path)))
    return tuple(sorted(found, key=lambda file: len(dirname(file.path))))
