"""Drops values that mean "none", such as `none` in `supersedes: none`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from docgraph.kinds.presence import denies_end
from docgraph.model.field_specs import FieldSpec, fields_of
from docgraph.model.field_types import means_none
from docgraph.model.location import KeyPath
from docgraph.model.record import Part


def without_denied_ends(node: dict[str, Any], part: type[Part]) -> dict[str, Any]:
    """A map without end dates that mean "not ended", such as `left: n/a`.

    This includes the end dates of maps in lists, such as `to: present` of a role's holder.
    """
    keys = _keys_with_ends(part)
    if keys.isdisjoint(node):
        return node
    kept = {key: value for key, value in node.items() if key not in keys or not is_denied_end(part, key, value)}
    for field in fields_of(part).values():
        items = kept.get(field.key) if field.key in keys else None
        if field.part is not None and isinstance(items, list):
            terms = (without_denied_ends(item, field.part) if isinstance(item, dict) else item for item in items)
            kept[field.key] = list(terms)
    return kept


@lru_cache(64)
def _keys_with_ends(part: type[Part]) -> frozenset[str]:
    """The key of the end date of `part`, and the keys of its lists whose items have an end date."""
    lists = (field.key for field in fields_of(part).values() if field.part is not None and field.part.ordered_days)
    return frozenset((*lists, *(part.ordered_days or ())[1:]))


def is_denied_end(part: type[Part], key: str, value: Any) -> bool:
    """Whether `key` is the end date of `part` and `value` means "not ended", such as `n/a`."""
    is_end = part.ordered_days is not None and key == part.ordered_days[1]
    return is_end and isinstance(value, str) and denies_end(value)


def drop_absent(shaped: dict[str, Any], part: type[Part]) -> None:
    """Delete references that mean "none" from `shaped`, the coerced values of a record or a nested map.

    References to people are kept, because a rule reports `owner: none`.
    """
    for field in fields_of(part).values():
        value = shaped.get(field.name)
        if field.part is not None:
            for inner in value if isinstance(value, list) else [value]:
                if isinstance(inner, dict):
                    drop_absent(inner, field.part)
        elif value and _means_none(field, value):
            del shaped[field.name]


def terms_of_nobody(
    terms: Sequence[dict[str, Any] | None], path: KeyPath, faulty: Iterable[KeyPath]
) -> Iterator[KeyPath]:
    """Yield the key paths of items without a `person` in a role's list of holders.

    `path` is the key path of the list. Items with a problem in `faulty` are skipped. None is yielded if all items are
    empty.
    """
    unread = {fault[: len(path) + 1] for fault in faulty}
    for number, term in enumerate(terms if any(terms) else ()):
        if not (term or {}).get("person") and (*path, number) not in unread:
            yield (*path, number)


def _means_none(field: FieldSpec, value: Any) -> bool:
    if field.reference is None or "person" in field.reference.to or not isinstance(value, list):
        return False
    return all(isinstance(text, str) and means_none(text) for text in value)
