"""Caches the definitions of files, so that unchanged files are not parsed again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from docgraph.model.definition import Definition
from docgraph.workspace.cache.store import Cache, digest

if TYPE_CHECKING:
    from docgraph.definitions.find import DefinitionPath

_FILE = "definitions"
_DECODER = msgspec.json.Decoder(tuple[Definition, ...])


class CachingDefinitionReader:
    """Reads definitions, from the cache if the file is unchanged. `store` caches all that were read."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        known = cache.load(_FILE)
        self._known: dict[str, Any] = known if isinstance(known, dict) else {}
        self._read: dict[str, Any] = {}

    def definitions_in(self, candidate: DefinitionPath, content: bytes, place: str) -> tuple[Definition, ...]:
        """The definitions in a file with this content. `place` is its path in locations."""
        from docgraph.definitions.find import read_definitions

        known = (candidate.format, candidate.within, *candidate.other_hosts, place)
        key = digest(*(part.encode() for part in known), content)
        entry = self._known.get(place)
        definitions = _recalled(entry, key)
        if definitions is None:
            definitions = read_definitions(candidate, content, place)
            entry = [key, msgspec.json.encode(definitions).decode()]
        self._read[place] = entry
        return definitions

    def store(self) -> None:
        """Replace the cache file if a definition was added, changed or removed."""
        if self._read != self._known:
            self._cache.store(_FILE, self._read)


def _recalled(entry: Any, key: str) -> tuple[Definition, ...] | None:
    """The definitions in a cache entry; None if it is about another content or damaged."""
    if not isinstance(entry, list) or len(entry) != 2 or entry[0] != key:
        return None
    try:
        return _DECODER.decode(entry[1])
    except (msgspec.MsgspecError, TypeError):
        return None
