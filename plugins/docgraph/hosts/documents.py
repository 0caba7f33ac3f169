"""Reads documents: those that were read before from what was kept of them, many new ones in two processes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from zlib import crc32

from docgraph.hosts.cache import Cache, digest
from docgraph.hosts.second_process import possible, started
from docgraph.model.document import Document
from docgraph.model.settings import Settings
from docgraph.model.source import Source
from docgraph.source.load import read
from docgraph.source.written import remembered, written

WORTH_A_PROCESS = 300
"""So many new documents take longer to read than a second process to start."""
_LARGE = 1_000
_FILES = 32
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode

Asked = tuple[int, Source, str]
"""A source with its number and its digest."""


@dataclass(frozen=True, slots=True)
class Documents:
    """The reader of a project. Calling it gives the documents in the order of their sources."""

    cache: Cache

    def __call__(self, sources: Sequence[Source], settings: Settings) -> list[Document]:
        asked = json.dumps([settings.levels, settings.extra_keys]).encode()
        files: dict[str, list[Asked]] = defaultdict(list)
        for number, source in enumerate(sources):
            files[_file(source.path, len(sources))].append((number, source, _digest(source, asked)))
        documents: list[Document | None] = [None] * len(sources)
        for name, those in files.items():
            self._recall(name, those, documents, settings)
        new = [number for number, document in enumerate(documents) if document is None]
        made = {}
        for number, (document, entry) in zip(new, _read([sources[one] for one in new], settings), strict=True):
            documents[number], made[number] = document, entry
        for name, those in files.items():
            self._keep(name, those, made)
        return documents  # type: ignore[return-value]

    def _recall(self, name: str, those: Iterable[Asked], documents: list[Document | None], settings: Settings) -> None:
        """Put every document that is in the file, and has not changed since, where it belongs."""
        kept = self._kept(name)
        for number, source, value in those if kept else ():
            known = kept.get(source.path)
            if known and known[0] == value:
                documents[number] = _recalled(source, known[1], settings)

    def _keep(self, name: str, those: Iterable[Asked], made: Mapping[int, str | None]) -> None:
        """Write the file anew if there is something new to keep in it."""
        if self.cache.folder is None or not any(made.get(number) is not None for number, _, _ in those):
            return
        kept = self._kept(name)
        file = {}
        for number, source, value in those:
            known = (value, made[number]) if number in made else kept.get(source.path)
            if known and known[1] is not None:
                file[source.path] = known
        self.cache.store(name, file)

    def _kept(self, name: str) -> dict[str, Any]:
        kept = self.cache.load(name)
        return kept if isinstance(kept, dict) else {}


def _file(path: str, count: int) -> str:
    """The file that a document is kept in: an edit rewrites one of many where there are many documents."""
    return f"documents-{crc32(path.encode()) % _FILES}" if count > _LARGE else "documents"


def _digest(source: Source, asked: bytes) -> str:
    inherited = json.dumps(source.inherited, sort_keys=True, default=str).encode() if source.inherited else b""
    return digest(source.content, source.path.encode(), inherited, asked)


def _recalled(source: Source, entry: str | None, settings: Settings) -> Document | None:
    if entry is None:
        return None
    try:
        return remembered(source, json.loads(entry), settings.levels)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        return None


def _read(sources: Sequence[Source], settings: Settings) -> list[tuple[Document, str | None]]:
    """Every document with what there is to keep of it."""
    if len(sources) < WORTH_A_PROCESS or not possible():
        return [_one(source, settings) for source in sources]
    half = len(sources) // 2
    second = started(lambda: [json.dumps([_noted(read(source, settings)) for source in sources[half:]]).encode()])
    first = [_one(source, settings) for source in sources[:half]]
    told = second.result()
    entries = json.loads(told) if told else [None] * (len(sources) - half)
    rest = zip(sources[half:], entries, strict=True)
    return [*first, *(_taken(source, entry, settings) for source, entry in rest)]


def _taken(source: Source, entry: str | None, settings: Settings) -> tuple[Document, str | None]:
    """What the second process made of a document; one about which there is something to tell is read here."""
    document = _recalled(source, entry, settings)
    return _one(source, settings) if document is None else (document, entry)


def _one(source: Source, settings: Settings) -> tuple[Document, str | None]:
    document = read(source, settings)
    return replace(document, shapes=()), _noted(document)


def _noted(document: Document) -> str | None:
    """What is kept of a document, as the text of a JSON value: it takes a fifth of the memory."""
    values = written(document)
    return None if values is None else _ENCODE(values)
