"""Suggests records for misspelled names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from docgraph.model.record import Record
from docgraph.text.slug import is_id, normalize

if TYPE_CHECKING:
    from docgraph.text.suggest import SuggestionIndex


class NameSuggestions:
    """Suggests the id of a record for a misspelled name.

    The ids in `unparsed` are suggested too. They belong to records that could not be parsed.
    """

    def __init__(self, records: Sequence[Record], unparsed: Iterable[str]) -> None:
        self._by_kind: dict[str, list[Record]] = defaultdict(list)
        for record in records:
            self._by_kind[record.kind].append(record)
        self._unparsed = sorted(name for name in unparsed if is_id(name))
        self._indexes: dict[tuple[str, ...], tuple[dict[str, str], SuggestionIndex]] = {}

    def nearest(self, text: str, *kinds: str) -> str | None:
        """The id of the record whose name is closest to `text`; None if no name is close.

        `text` may also be a part of the name, such as `ada` for `ada.nowak`. The record must be of one of `kinds`
        (default: any).
        """
        ids, index = self._index(kinds)
        text = normalize(text)
        with_part = {ids[name] for name in index.names_with_part(text)}
        if len(with_part) == 1:
            return with_part.pop()
        found = index.suggest(text)
        return ids[found] if found else None

    def single_edit(self, text: str, *kinds: str) -> str | None:
        """The id of the record whose name differs from `text` by one edit; None if not exactly one.

        An edit inserts, deletes or replaces a character, or swaps two. The record must be of one of `kinds` (default:
        any).
        """
        ids, index = self._index(kinds)
        found = index.single_edit(normalize(text))
        return ids[found] if found else None

    def _index(self, kinds: tuple[str, ...]) -> tuple[dict[str, str], SuggestionIndex]:
        if kinds not in self._indexes:
            from docgraph.text.suggest import SuggestionIndex

            pool = [record for kind in kinds or tuple(self._by_kind) for record in self._by_kind.get(kind, ())]
            ids = {normalize(name): record.id for record in pool for name in (*record.aliases, record.title) if name}
            ids |= {name: name for name in self._unparsed}
            ids |= {record.id: record.id for record in pool}
            self._indexes[kinds] = ids, SuggestionIndex(list(ids))
        return self._indexes[kinds]
