"""Annotations of fields: which records a field refers to, and how severe its absence is."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.finding import Severity


class ReferenceRule(Struct, frozen=True):
    """Marks a key whose values are references to records.

    `to` lists the kinds that a reference without a kind may resolve to (empty: all). With a `relation` every resolved
    reference becomes an edge of the graph; without it the reference is only checked. `reverse` makes the edge point
    from the referenced record to the record with the key. A `soft` reference may name people outside the documents.
    `words` are keys of the record that may be used as a value: `owner` refers to the owner of this record.
    """

    to: tuple[str, ...] = ()
    relation: str = ""
    inverse: str = ""
    reverse: bool = False
    soft: bool = False
    words: tuple[str, ...] = ()


class Required(Struct, frozen=True):
    """Marks a key that a rule requires.

    `severity` is that of the finding if the key is absent or its value is a placeholder.
    """

    severity: Severity


class InvalidValueRule(Struct, frozen=True):
    """Marks a key whose invalid values the rule `name` reports, instead of `invalid-value`."""

    name: str


WHO = "who"
"""Marks fields that name people; OWN rules report a value such as `TBD` in them."""
