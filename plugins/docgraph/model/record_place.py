"""The location of a record and of each of its keys in a document."""

from __future__ import annotations

from msgspec import Struct, field

from docgraph.model.finding import Related
from docgraph.model.fix import Replacement
from docgraph.model.location import KeyPath, Location, Text


class RecordPlace(Struct, frozen=True, eq=False):
    """Where a record was written.

    `marks` maps a key path to the offset of its value, `keys` to the offset of the key itself; both are shared by all
    records of a document, whose entries lie under `prefix`. `page` says that the document is this record's own page;
    `faulty` are key paths at which something was said that could not be used, `of_others` labels of something else.
    """

    text: Text
    marks: dict[KeyPath, int]
    keys: dict[KeyPath, int]
    prefix: KeyPath = ()
    is_own_page: bool = True
    invalid_paths: frozenset[KeyPath] = field(default=frozenset())
    of_others: dict[str, tuple[Related, ...]] = field(default_factory=dict)

    def offset(self, key: KeyPath) -> int | None:
        """The offset of the value at `key`, or of the nearest value above it that is written down."""
        path = self.prefix + key
        name = self._list_item_offset(path)
        if name is not None:
            return name
        while len(path) > len(self.prefix):
            if path in self.marks:
                return self.marks[path]
            path = path[:-1]
        return None

    def _list_item_offset(self, path: KeyPath) -> int | None:
        """The offset of a name after the first in one text with commas, None for what is no such name."""
        number = path[-1] if path else 0
        if not isinstance(number, int) or number == 0 or path in self.marks:
            return None
        offset = self.marks.get(path[:-1])
        if offset is None or (offset >= self.text.body_start and self.text.is_local(offset)):
            return None
        return self.text.nth_item_offset(offset, number)

    def start(self, key: KeyPath) -> int:
        """The offset of `key`; an absent one is at the line of `id`, else of `kind`, else where the record starts."""
        offset = self.offset(key)
        for name in ("id", "kind"):
            if offset is None:
                named = self.keys.get((*self.prefix, name))
                # what a whole folder inherits is no place to say more about one of its documents
                offset = named if named is None or self.prefix or self.text.is_local(named) else None
        return self.marks.get(self.prefix, 0) if offset is None else offset

    def at(self, key: KeyPath) -> Location:
        """The place of `key`, or of what stands for it where it is absent."""
        return self.text.at(self.start(key))

    def _is_shared(self, key: KeyPath) -> bool:
        """Whether a value stands above its entry, in the head of a table, and is one of many entries."""
        entry, value = self.marks.get(self.prefix + key[:2]), self.offset(key)
        return len(key) > 2 and entry is not None and value is not None and value < entry

    def in_body(self, *key: str | int) -> bool:
        """Whether what is said at `key` stands below the front matter; without a key, whether the record does."""
        offset = self.offset(key) if key else self.marks.get(self.prefix)
        return offset is not None and offset >= self.text.body_start and self.text.is_local(offset)

    def heading(self, key: str) -> str:
        """The heading below which the value of `key` stands; empty where that follows a label in a line."""
        return self.text.heading_above(self.offset((key,)))

    def replacement(self, key: KeyPath, old: str, new: str) -> Replacement | None:
        """The edit that writes `now` for the value `was` at `key`; None where that does not stand there in plain."""
        path = self.prefix + key
        if self._is_shared(key):
            return None
        # a single value may stand where a list could
        above = self.marks.get(path[:-1]) if path and path[-1] == 0 else self._list_item_offset(path)
        offset = self.marks.get(path, above)
        for quote in ("", "'", '"') if offset is not None and old else ():
            ends = (quote,) if path in self.marks else (quote, ",")
            if self.text.content.startswith(tuple(f"{quote}{old}{end}" for end in ends), offset):
                return Replacement((offset or 0) + len(quote), old, new)
        return None
