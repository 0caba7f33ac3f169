"""A file before it is parsed: its path, its bytes, and the `.meta.yml` files it inherits from."""

from __future__ import annotations

from collections.abc import Iterable
from posixpath import dirname

from msgspec import Struct

from docgraph.model.adoption import Adoption
from docgraph.model.problem import Problem


class SourceFile(Struct, frozen=True):
    """The bytes of a file. `path` is relative to the project root and uses `/`.

    - `inherited` are the `.meta.yml` files from which the page inherits front matter, outermost first.
    - `unreadable` is the problem to report if this is a `.meta.yml` file that could not be read.
    - `adoption` has the settings by which a file without a docgraph kind is read as a record.
    """

    path: str
    content: bytes
    inherited: tuple[SourceFile, ...] = ()
    unreadable: Problem | None = None
    adoption: Adoption | None = None
    has_page: bool = True
    """Whether the file is a page of the site. If not, a page is generated for its record."""

    @property
    def names_people(self) -> bool:
        """Whether the file lists people, as a roster does."""
        return self.adoption is not None and bool(self.adoption.form)

    @property
    def content_parts(self) -> tuple[bytes, ...]:
        """The bytes from which the document is parsed, for cache keys."""
        above = (
            part
            for file in self.inherited
            for part in (file.path.encode(), file.content, repr(file.unreadable).encode())
        )
        plan = () if self.adoption is None else (self.adoption.digest, b"page" if self.has_page else b"")
        return self.content, *plan, *above


def inherited_by(path: str, meta_files: Iterable[SourceFile]) -> tuple[SourceFile, ...]:
    """The `.meta.yml` files from which the page at `path` inherits, outermost first.

    As in the plugin of Material, `bot/.meta.yml` also applies to `bots/big.md` and `bot.md`.
    """
    found = (file for file in meta_files if path.startswith(dirname(file.path)))
    return tuple(sorted(found, key=lambda file: len(dirname(file.path))))
