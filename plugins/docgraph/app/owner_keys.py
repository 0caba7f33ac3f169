"""Finds keys that may name the owner in documents that the `kinds` setting reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from msgspec import Struct

from docgraph.app.people_draft import may_be_person
from docgraph.parse.adopted.people_keys import PeopleKey


class OwnerKey(Struct, frozen=True):
    """A key with names of people, which may be owners, in documents without an owner.

    `patterns` are the patterns of the `kinds` setting that match the documents. `single` is the number of documents in
    which the key has one name. `several` is the number in which it has more.
    """

    key: str
    patterns: tuple[str, ...]
    single: int
    several: int


def owner_keys(documents: Iterable[tuple[str, tuple[PeopleKey, ...]]]) -> tuple[OwnerKey, ...]:
    """The keys that may name the owner, most frequent first.

    `documents` has the pattern of the `kinds` setting that matches a document, and the keys of the document.
    """
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    patterns: dict[str, dict[str, None]] = defaultdict(dict)
    for pattern, keys in documents:
        for key in () if any(key.ours == "owner" for key in keys) else keys:
            names = [name for name in key.names if may_be_person(name)]
            if names:
                counts[key.key][len(names) > 1] += 1
                patterns[key.key][pattern] = None
    found = (OwnerKey(key, tuple(patterns[key]), *numbers) for key, numbers in counts.items())
    return tuple(sorted(found, key=lambda owner_key: (-owner_key.single, owner_key.several, owner_key.key)))
