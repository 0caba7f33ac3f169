"""Annotations for fields: references, required values, and rules for invalid values."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.finding import Severity


class ReferenceRule(Struct, frozen=True):
    """Annotation for a field whose values are references to records.

    - `to` lists the kinds of records that a reference may name; empty for all kinds.
    - `relation` is the relation that each resolved reference adds to the doc graph; empty for none.
    - `reverse` makes the relation lead from the referenced record to the record that has the field.
    - `soft` means that the reference may name somebody without a record.
    - `words` are keys of the record that may be used as a value: `owner` refers to the owner of the record.
    """

    to: tuple[str, ...] = ()
    relation: str = ""
    inverse: str = ""
    reverse: bool = False
    soft: bool = False
    words: tuple[str, ...] = ()


class Required(Struct, frozen=True):
    """Annotation for a field whose value a rule requires.

    `severity` is the severity of the finding if the value is missing or a placeholder.
    """

    severity: Severity


class InvalidValueRule(Struct, frozen=True):
    """Annotation for a field whose invalid values the rule `name` reports, not `invalid-value`."""

    name: str


WHO = "who"
"""Annotation for a field that names people. OWN rules report a value such as `TBD` in it."""
