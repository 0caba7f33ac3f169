"""Annotations of fields: which records they refer to, and the severity of a missing value."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.finding import Severity


class ReferenceRule(Struct, frozen=True):
    """Marks a key whose values are references to records.

    - `to` lists the kinds that a reference without a kind may resolve to. If empty, all kinds are possible.
    - `relation` is the type of the edge that each resolved reference adds to the graph. If empty, the reference is only
      checked.
    - `reverse` makes the edge point from the referenced record to the record with the key.
    - `soft` means that the reference may name people who have no record.
    - `words` are keys of the record that may be used as a value: `owner` refers to the owner of the record.
    """

    to: tuple[str, ...] = ()
    relation: str = ""
    inverse: str = ""
    reverse: bool = False
    soft: bool = False
    words: tuple[str, ...] = ()


class Required(Struct, frozen=True):
    """Marks a key that a rule requires.

    `severity` is the severity of the finding if the key is missing or its value is a placeholder.
    """

    severity: Severity


class InvalidValueRule(Struct, frozen=True):
    """Marks a key whose invalid values are reported by the rule `name`, not by `invalid-value`."""

    name: str


WHO = "who"
"""Marks fields that name people; OWN rules report a value such as `TBD` in them."""
