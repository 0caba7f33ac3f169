"""Parses agent definitions, or loads them from the cache if their files are unchanged.

If there are many new files, a child process parses a part of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from docgraph.model.definition import Definition
from docgraph.workspace.cache.store import Cache, digest
from docgraph.workspace.fork import can_fork, in_two_processes

if TYPE_CHECKING:
    from docgraph.definitions.find import DefinitionPath

MIN_FILES_FOR_FORK = 300
"""The number of new files from which a child process saves time."""
_FILE = "definitions"
_DECODER = msgspec.json.Decoder(tuple[Definition, ...])

DefinitionRequest = tuple["DefinitionPath", bytes, str]
"""A file that may define agents, its content, and its path in locations."""
ReadDefinitions = tuple[Definition, ...] | Exception
"""The definitions in a file, or an unexpected exception from parsing it."""


class CachingDefinitionReader:
    """Parses definitions, or loads them from the cache if their files are unchanged."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def __call__(self, requests: Sequence[DefinitionRequest]) -> list[ReadDefinitions]:
        """The definitions in each file; for a file that cannot be parsed, the exception."""
        loaded = self._cache.load(_FILE)
        known: dict[str, Any] = loaded if isinstance(loaded, dict) else {}
        keys = [_key(request) for request in requests]
        found: list[ReadDefinitions | None] = [
            _recalled(known.get(place), key) for (_, _, place), key in zip(requests, keys, strict=True)
        ]
        entries = {
            requests[number][2]: known[requests[number][2]] for number, old in enumerate(found) if old is not None
        }
        new = [number for number, recalled in enumerate(found) if recalled is None]
        for number, (made, entry) in zip(new, _parsed([requests[number] for number in new]), strict=True):
            found[number] = made
            if entry is not None:
                entries[requests[number][2]] = [keys[number], entry.decode()]
        if entries != known:
            self._cache.store(_FILE, entries)
        return [definitions for definitions in found if definitions is not None]


def _key(request: DefinitionRequest) -> str:
    candidate, content, place = request
    return digest(json.dumps([*msgspec.structs.astuple(candidate), place]).encode(), content)


def _recalled(entry: Any, key: str) -> tuple[Definition, ...] | None:
    if not isinstance(entry, list) or len(entry) != 2 or entry[0] != key:
        return None
    try:
        return _DECODER.decode(entry[1])
    except (msgspec.MsgspecError, TypeError):
        return None


def _parsed(requests: Sequence[DefinitionRequest]) -> list[tuple[ReadDefinitions, bytes | None]]:
    if len(requests) < MIN_FILES_FOR_FORK or not can_fork():
        return [_parsed_file(request) for request in requests]
    first, entries = in_two_processes(
        len(requests),
        lambda number: _parsed_file(requests[number]),
        lambda numbers: ((_parsed_file(requests[number])[1] or b"") + b"\n" for number in numbers),
    )
    rest = requests[len(first) :]
    return [*first, *(_taken(request, entry) for request, entry in zip(rest, entries, strict=True))]


def _parsed_file(request: DefinitionRequest) -> tuple[ReadDefinitions, bytes | None]:
    from docgraph.definitions.find import read_definitions

    try:
        definitions = read_definitions(*request)
        return definitions, msgspec.json.encode(definitions)
    except Exception as error:
        return error, None


def _taken(request: DefinitionRequest, entry: bytes) -> tuple[ReadDefinitions, bytes | None]:
    return (_DECODER.decode(entry), entry) if entry else _parsed_file(request)
