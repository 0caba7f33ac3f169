"""Parses documents, or loads them from the cache if their files are unchanged.

If there are many new documents, a child process parses a part of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from typing import Any, NamedTuple
from zlib import crc32

from msgspec import Struct, field
from msgspec.structs import replace

from docgraph.adopt.detect import BEGINNING, page_form
from docgraph.kinds.incident import Incident
from docgraph.model.document import Document
from docgraph.model.internal_error import RULE_NAME
from docgraph.model.settings import Settings
from docgraph.model.source_file import SourceFile
from docgraph.parse.serialize import deserialize, serialize
from docgraph.workspace.cache.store import Cache, digest
from docgraph.workspace.fork import can_fork, in_two_processes

MIN_DOCUMENTS_FOR_FORK = 300
"""The number of new documents from which a child process saves time."""
_USELESS = 50
"""The child process may stop after this number of documents that cannot be cached."""
_LARGE = 1_000
_FILES = 32
_ENCODE = json.JSONEncoder(separators=(",", ":")).encode

CacheRequest = tuple[SourceFile, str]
"""A source file and its digest."""


class Known(NamedTuple):
    """A parsed document, with the digest of its source file and its cache entry.

    `entry` is None if the document cannot be cached.
    """

    digest: str
    document: Document
    entry: str | None

    @property
    def failed(self) -> bool:
        """Whether parsing failed with an internal error, which may be temporary (out of memory)."""
        return any(problem.rule_name == RULE_NAME for problem in self.document.problems)


class CachingReader(Struct, frozen=True):
    """Parses documents, or loads them from the cache if their files are unchanged.

    The documents of the last call also stay in memory.
    """

    cache: Cache
    known: dict[str, Known] = field(default_factory=dict)

    def __call__(self, sources: Sequence[SourceFile], settings: Settings) -> list[Document]:
        """The document of each source file, in the same order."""
        requests = json.dumps([settings.levels, settings.extra_keys]).encode()
        files: dict[str, list[CacheRequest]] = defaultdict(list)
        found: dict[str, Known] = {}
        for source in sources:
            value = _digest(source, requests)
            before = self.known.get(source.path)
            if before is not None and before.digest == value and not before.failed:
                found[source.path] = before
            files[_file(source.path, len(sources))].append((source, value))
        for name, cache_requests in files.items():
            self._recall(name, cache_requests, found, settings)
        new = [
            (source, value)
            for cache_requests in files.values()
            for source, value in cache_requests
            if source.path not in found
        ]
        for (source, value), made in zip(new, _read([source for source, _ in new], settings), strict=True):
            found[source.path] = Known(value, *made)
        fresh = {source.path for source, _ in new}
        for name, cache_requests in files.items():
            self._keep(name, cache_requests, found, fresh)
        self.known.clear()
        self.known.update(found)
        return [found[source.path].document for source in sources]

    def semantic_digests(self, but: Container[str]) -> dict[str, str | None]:
        """Maps each path of the last call to a digest of the values that rules read in the document.

        The digest is None if the path is in `but`, or if `semantic_digest` returns None.
        """
        return {
            path: None if path in but else _semantic_digest(known.document, known.entry)
            for path, known in self.known.items()
        }

    def _recall(self, name: str, sources: Iterable[CacheRequest], found: dict[str, Known], settings: Settings) -> None:
        if all(source.path in found for source, _ in sources):
            return
        kept = self._kept(name)
        for source, value in sources if kept else ():
            known = kept.get(source.path)
            if source.path not in found and known and known[0] == value:
                document = _recalled(source, known[1], settings)
                if document is not None:
                    found[source.path] = Known(value, document, known[1])

    def _keep(
        self, name: str, cache_requests: Iterable[CacheRequest], found: Mapping[str, Known], fresh: set[str]
    ) -> None:
        new = any(found[source.path].entry is not None for source, _ in cache_requests if source.path in fresh)
        if self.cache.folder is not None and new:
            entries = {source.path: (value, found[source.path].entry) for source, value in cache_requests}
            self.cache.store(name, {path: known for path, known in entries.items() if known[1] is not None})

    def _kept(self, name: str) -> dict[str, Any]:
        kept = self.cache.load(name)
        return kept if isinstance(kept, dict) else {}


def semantic_digest(source: SourceFile, settings: Settings) -> str | None:
    """A digest of the values that rules read in a document; None if rules read its prose, too.

    An edit of the prose does not change the digest. Also None if the document cannot be cached.
    """
    return _semantic_digest(*_parsed_source(source, settings))


def _semantic_digest(document: Document, entry: str | None) -> str | None:
    read = any(isinstance(record, Incident) for record in document.records) or document.text.may_contain_secret
    if entry is None or read:
        return None
    above = (text.content.encode() for text in document.text.inherited)
    # the report describes pages that look like documents of a known form
    form = "" if document.records else page_form(document.text.content[:BEGINNING])
    return digest(entry.encode(), form.encode(), *above)


def _file(path: str, count: int) -> str:
    return f"documents-{crc32(path.encode()) % _FILES}" if count > _LARGE else "documents"


def _digest(source: SourceFile, settings_digest: bytes) -> str:
    return digest(source.path.encode(), settings_digest, *source.content_parts)


def _recalled(source: SourceFile, entry: str | None, settings: Settings) -> Document | None:
    if entry is None:
        return None
    try:
        return deserialize(source, json.loads(entry), settings.levels)
    except Exception:  # an invalid cache entry is no error: the document is parsed instead
        return None


def _read(sources: Sequence[SourceFile], settings: Settings) -> list[tuple[Document, str | None]]:
    if len(sources) < MIN_DOCUMENTS_FOR_FORK or not can_fork():
        return [_parsed_source(source, settings) for source in sources]
    import_module("docgraph.parse.document")  # once: the child process starts as a copy of this one
    first, entries = in_two_processes(
        len(sources),
        lambda number: _parsed_source(sources[number], settings),
        lambda numbers: entry_lines((sources[number] for number in numbers), settings),
    )
    rest = zip(sources[len(first) :], entries, strict=True)
    return [*first, *(_taken(source, entry.decode() or None, settings) for source, entry in rest)]


def entry_lines(sources: Iterable[SourceFile], settings: Settings) -> Iterator[bytes]:
    """Yield the cache entry of each document as a line; an empty line if it cannot be cached.

    Stops early if most documents cannot be cached, because the parent process must parse these documents again.
    """
    useless = 0
    for number, source in enumerate(sources):
        entry = _parsed_source(source, settings)[1]
        yield f"{entry or ''}\n".encode()
        useless += entry is None
        if useless > max(_USELESS, number // 2):
            return


def _taken(source: SourceFile, entry: str | None, settings: Settings) -> tuple[Document, str | None]:
    document = _recalled(source, entry, settings)
    return _parsed_source(source, settings) if document is None else (document, entry)


def _parsed_source(source: SourceFile, settings: Settings) -> tuple[Document, str | None]:
    from docgraph.parse.document import failed_document, parse_document  # slow to import: not for cached documents

    document = parse_document(source, settings)
    try:
        return replace(document, validated_inputs=()), _serialized(document)
    except Exception as error:
        return failed_document(source, error), None


def _serialized(document: Document) -> str | None:
    values = serialize(document)
    return None if values is None else _ENCODE(values)
