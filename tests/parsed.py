"""Parses equal documents of small projects once: most of thousands of generated projects differ in one document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from docgraph.kinds import BY_NAME
from docgraph.model.document import Document
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.document import parse_document

_SETTINGS: dict[tuple[tuple[str, ...], ...], Settings] = {}
"""Settings by what parsers read of them, as in the key of the document cache."""


def parsed(sources: Sequence[SourceFile], settings: Settings) -> list[Document]:
    """The documents of `sources`, for `Project.reader`. Their types are immutable, so checks can share them."""
    key = (settings.levels, settings.extra_keys)
    _SETTINGS[key] = settings
    kinds = tuple(BY_NAME.values())
    return [
        parse_document(source, settings)
        if source != SourceFile(source.path, source.content)
        else _parsed(source.path, source.content, key, kinds)
        for source in sources
    ]


@lru_cache(maxsize=2_000)
def _parsed(path: str, content: bytes, settings: tuple[tuple[str, ...], ...], kinds: tuple[object, ...]) -> Document:
    return parse_document(SourceFile(path, content), _SETTINGS[settings])
