"""Finds a record by the number or prefix of its file name: `ADR-0005` finds `0005-queue.md`.

If no file name fits, the number is searched in the headings of decision logs, such as `## ADR-0005: Use a queue`.
"""

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
_HEADED = re.compile(
    r"#{0,6}\s*(?:decision\s*:\s*)?(?:decision|adr)[\s-]*#?0*([0-9]{1,9})(?![\w.-]*[0-9])"
    r"|#{0,6}\s*decision\s*:\s*#?0*([0-9]{1,9})[.:)]\s",
    re.IGNORECASE,
)
"""The number in the heading of a decision: `ADR-002: Move`, `Decision: 2. Move`."""
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=[-_. ]|\Z)")
_BOUNDARY = re.compile(r"[-_. ]")
_LONGEST = 255
"""The maximum length of an indexed file name. Indexing all prefixes takes quadratic time."""
_FOLDERS = frozenset(("index", "readme"))
"""Names of files that are the page of their folder. The folder's name is used instead."""

FileNameKey = tuple[str, str, int]
"""Kind, the words before the number, and the number. For a prefix without a number, it is -1."""


class FileNames:
    """An index of records by the number and the prefixes of their file names."""

    def __init__(self, records: Iterable[Record], unparsed: Iterable[str]) -> None:
        self._records: dict[FileNameKey, list[Record]] = defaultdict(list)
        self._unread: dict[FileNameKey, list[str]] = defaultdict(list)
        self._in_logs: dict[FileNameKey, list[Record]] = defaultdict(list)
        for record in records:
            if record.place.is_own_page or record.place.adopted:
                for key in set(_keys(_stem(record.path), record.kind)):
                    self._records[key].append(record)
            elif record.is_body_entry and (headed := _HEADED.match(_heading(record))):
                self._in_logs[record.kind, "", int(headed[1] or headed[2])].append(record)
        for name in unparsed:
            for kind in BY_NAME:
                for key in set(_keys(fold(name), kind)):
                    self._unread[key].append(name)

    def beginning_with(self, name: str, kinds: Iterable[str]) -> list[Record]:
        """The records of `kinds` whose file name has the number or prefix `name`.

        If there are none, the records of `kinds` in decision logs whose heading has the number.
        """
        keys = [key for kind in kinds for key in _lookup_keys(name, kind)]
        found = dict.fromkeys(record for key in keys for record in self._records.get(key, ()))
        return list(found or dict.fromkeys(record for key in keys for record in self._in_logs.get(key, ())))

    def unparsed(self, name: str, kinds: Iterable[str]) -> list[str]:
        """The names of unparsed records of `kinds` to which `name` may refer."""
        keys = (key for kind in kinds for key in _lookup_keys(name, kind))
        return [unread for key in keys for unread in self._unread.get(key, ())]


def _heading(record: Record) -> str:
    return record.place.text.line(record.at("id").line)


def _stem(path: str) -> str:
    folder, name = posixpath.split(fold(path))
    stem = posixpath.splitext(name)[0]
    return posixpath.basename(folder) if stem in _FOLDERS and folder else stem


def _keys(stem: str, kind: str) -> Iterator[FileNameKey]:
    """The index keys of a file name: its number, and each prefix that contains a digit.

    A date at the start of the file name is one prefix.
    """
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
    numbered = _NUMBER.match(name)
    if numbered:
        yield kind, _word(numbered[1], kind), int(numbered[2])
    yield kind, name, -1


def _word(word: str, kind: str) -> str:
    named = lookup_kind(word)[0] if word else None
    return "" if named is not None and named.kind == kind else word
