"""Where a record, its keys and its values are in the document."""

from __future__ import annotations

from msgspec import Struct, field

from docgraph.model.finding import Related
from docgraph.model.fix import Replacement
from docgraph.model.location import KeyPath, Location, Text


class RecordPlace(Struct, frozen=True, eq=False):
    """Where a record, its keys and its values are in the document.

    - `marks` maps key paths to the offsets of their values. All records of the document share this map.
    - `keys` maps key paths to the offsets of their keys. All records of the document share this map.
    - `prefix` is the start of all key paths of this record.
    - `is_own_page` means that the document has no other record.
    - `invalid_paths` are the key paths of invalid values.
    - `of_others` maps a key to body lines that have the label of the key, but are not about this record.

    The last three fields are for a document without a docgraph kind that the settings turn into a record:

    - `adopted` is the path pattern in the settings that matches the document.
    - `their_keys` maps dotted docgraph keys to keys of the document.
    - `unmapped` has the unknown keys of the document whose values are short texts.
    """

    text: Text
    marks: dict[KeyPath, int]
    keys: dict[KeyPath, int]
    prefix: KeyPath = ()
    is_own_page: bool = True
    invalid_paths: frozenset[KeyPath] = field(default=frozenset())
    of_others: dict[str, tuple[Related, ...]] = field(default_factory=dict)
    adopted: str = ""
    their_keys: dict[str, str] = field(default_factory=dict)
    unmapped: dict[str, str] = field(default_factory=dict)

    def offset(self, key: KeyPath) -> int | None:
        """The offset of the value at `key`; None if the record has no such value.

        If only the list or map that contains the value has a known offset, returns that offset.
        """
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
        number = path[-1] if path else 0
        if not isinstance(number, int) or number == 0 or path in self.marks:
            return None
        offset = self.marks.get(path[:-1])
        if offset is None or (offset >= self.text.body_start and self.text.is_local(offset)):
            return None
        return self.text.nth_item_offset(offset, number)

    def start(self, key: KeyPath) -> int:
        """The offset of the value at `key`.

        If there is no such value, the offset of `id`, else of `kind`, else of the record.
        """
        offset = self.offset(key)
        for name in ("id", "kind"):
            if offset is None:
                named = self.keys.get((*self.prefix, name))
                # a finding about one document must not be located in a file that its whole folder inherits
                offset = named if named is None or self.prefix or self.text.is_local(named) else None
        return self.marks.get(self.prefix, 0) if offset is None else offset

    def at(self, key: KeyPath) -> Location:
        """The location of the value at `key`.

        If there is no such value, the location of `id`, else of `kind`, else of the record.
        """
        return self.text.at(self.start(key))

    def _is_shared(self, key: KeyPath) -> bool:
        entry, value = self.marks.get(self.prefix + key[:2]), self.offset(key)
        return len(key) > 2 and entry is not None and value is not None and value < entry

    def in_body(self, *key: str | int) -> bool:
        """Whether the value at `key` is in the body; without `key`, whether the record is."""
        offset = self.offset(key) if key else self.marks.get(self.prefix)
        return offset is not None and offset >= self.text.body_start and self.text.is_local(offset)

    def body_line(self, key: KeyPath) -> str:
        """The line of the value at `key`; empty if the value is not in the body."""
        return self.text.line(self.at(key).line) if self.in_body(*key) else ""

    def heading(self, key: str) -> str:
        """The heading directly above the value of `key`.

        Empty if there is no such heading, or if a label precedes the value on the same line.
        """
        return self.text.heading_above(self.offset((key,)))

    def replacement(self, key: KeyPath, old: str, new: str) -> Replacement | None:
        """The edit that replaces `old` with `new` at `key`; None if the text at `key` is not `old`."""
        path = self.prefix + key
        if self._is_shared(key):
            return None
        # a list may be written as a single value
        above = self.marks.get(path[:-1]) if path and path[-1] == 0 else self._list_item_offset(path)
        offset = self.marks.get(path, above)
        for quote in ("", "'", '"') if offset is not None and old else ():
            ends = (quote,) if path in self.marks else (quote, ",")
            if self.text.content.startswith(tuple(f"{quote}{old}{end}" for end in ends), offset):
                return Replacement((offset or 0) + len(quote), old, new)
        return None
