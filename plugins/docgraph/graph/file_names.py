"""Which records a number or the beginning of a file's name means: `ADR-0005` and `0005` are `0005-queue.md`."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from docgraph.kinds import BY_NAME, lookup_kind
from docgraph.model.record import Record
from docgraph.text.slug import fold

_NUMBERED = re.compile(r"([a-z]*)[-_. ]?0*([0-9]{1,9})(?=[-_. ]|\Z)")
_NUMBER = re.compile(r"([a-z]*)[-_# ]{0,3}0*([0-9]{1,9})\Z")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[-_. ]|\Z)")
_BOUNDARY = re.compile(r"[-_. ]")
_LONGEST = 255
"""No file system has longer names; the beginnings of one take the square of its length."""
_FOLDERS = frozenset(("index", "readme"))
"""The names of files that stand for their folder."""

FileNameKey = tuple[str, str, int]
"""A kind, the word or words before the number, and the number; a beginning without one has the number -1."""


class FileNames:
    """An index of records that have a page of their own, by what their files' names begin with."""

    def __init__(self, records: Iterable[Record], unparsed: Iterable[str]) -> None:
        self._records: dict[FileNameKey, list[Record]] = defaultdict(list)
        self._unread: dict[FileNameKey, list[str]] = defaultdict(list)
        for record in records:
            if record.place.is_own_page:
                for key in set(_keys(_stem(record.path), record.kind)):
                    self._records[key].append(record)
        for name in unparsed:
            for kind in BY_NAME:
                for key in set(_keys(fold(name), kind)):
                    self._unread[key].append(name)

    def beginning_with(self, name: str, kinds: Iterable[str]) -> list[Record]:
        """The records of `kinds` that a number or the beginning of a file's name means."""
        found = (record for kind in kinds for key in _lookup_keys(name, kind) for record in self._records.get(key, ()))
        return list(dict.fromkeys(found))

    def unparsed(self, name: str, kinds: Iterable[str]) -> list[str]:
        """The names of records that did not load which `name` may mean."""
        keys = (key for kind in kinds for key in _lookup_keys(name, kind))
        return [unread for key in keys for unread in self._unread.get(key, ())]


def _stem(path: str) -> str:
    folder, name = posixpath.split(fold(path))
    stem = posixpath.splitext(name)[0]
    return posixpath.basename(folder) if stem in _FOLDERS and folder else stem


def _keys(stem: str, kind: str) -> Iterator[FileNameKey]:
    """What a file's name may be called by: its number, and each beginning with a digit in it. A date is one number."""
    if len(stem) > _LONGEST:
        return
    date = _DATE.match(stem)
    numbered = None if date else _NUMBERED.match(stem)
    if numbered:
        yield kind, _word(numbered[1], kind), int(numbered[2])
    for end in _BOUNDARY.finditer(stem, date.end() if date else 0):
        if any(map(str.isdigit, stem[: end.start()])):
            yield kind, stem[: end.start()], -1


def _lookup_keys(name: str, kind: str) -> Iterator[FileNameKey]:
    """What a name asks for."""
    numbered = _NUMBER.match(name)
    if numbered:
        yield kind, _word(numbered[1], kind), int(numbered[2])
    yield kind, name, -1


def _word(word: str, kind: str) -> str:
    """The word before a number; none where it only says the kind: `adr` of a decision."""
    named = lookup_kind(word)[0] if word else None
    return "" if named is not None and named.kind == kind else word
