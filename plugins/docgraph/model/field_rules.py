"""Annotations of fields: which records a key may refer to, and how severe its absence is."""

from __future__ import annotations

from msgspec import Struct

from docgraph.model.finding import Severity


class ReferenceRule(Struct, frozen=True):
    """Marks a key whose values are references to records.

    `to` lists the kinds that a bare id may have (empty: all). With a `relation` every resolved reference becomes an
    edge of the graph; without it the reference is only checked. `reverse` makes the edge run from the referenced record
    to the one with the key. A `soft` reference may name people outside the documents. `words` are values that mean "the
    same as under that key of this record", such as `owner`.
    """

    to: tuple[str, ...] = ()
    relation: str = ""
    inverse: str = ""
    reverse: bool = False
    soft: bool = False
    words: tuple[str, ...] = ()


class Required(Struct, frozen=True):
    """Marks a key that a rule requires; if it is absent or a placeholder, this is the severity."""

    severity: Severity


class InvalidValueRule(Struct, frozen=True):
    """Names the rule that reports an invalid value of the field, instead of `invalid-value`."""

    name: str


WHO = "who"
"""Marks names of people: there `TBD` is reported by OWN rules, not as a template placeholder."""
